export { vectorKey } from './wechat-vectors.ts';

/**
 * Made with other programs than ours: the certificates and their serials with the `cryptography`
 * package and `hashlib` of Python, the signatures with `openssl dgst -sha256 -sign` (OpenSSL 3).
 */
export const vectorCertificate = `-----BEGIN CERTIFICATE-----
MIIDNjCCAh6gAwIBAgIQICYFFOY8L+BNU4cW/iE1izANBgkqhkiG9w0BAQsFADBW
MQswCQYDVQQGEwJDTjEQMA4GA1UECgwHQSBwYXllcjEgMB4GA1UECwwXQ2VydGlm
aWNhdGlvbiBBdXRob3JpdHkxEzARBgNVBAMMCkEgcGF5ZXIgUjEwIBcNMjAwMTAx
MDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMFYxCzAJBgNVBAYTAkNOMRAwDgYDVQQK
DAdBIHBheWVyMSAwHgYDVQQLDBdDZXJ0aWZpY2F0aW9uIEF1dGhvcml0eTETMBEG
A1UEAwwKQSBwYXllciBSMTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEB
ALsD8tgxqLQ3Xl51cg5jy6PXfdrdGBsniGZHQSoafRC4X+eTXNZg7in6SbRSfzb9
n5gvQSHqnSx1KOSXQ9PR5ET6vrHaf+AtPFx7uuWFZUADOsUwoiO8pYNsvINVavan
UhoJA2xP8f24PDyNTRf3vnRyx5xeawPzNZCn9T9WGrHAhYkHou94LuKoeIuiQKie
ZXCKgAUCX6vG+MW9InElJGlj57h3mwuVMoJnBSk2qJgG7l3U1VaL0bG0mYIiXdcN
aTWipa6NNam1yQbjHWhHwqaHYRXiuSSUaRnEUcTJNYrBSkxBYrJf1cExWt/SirAY
xLxDjPih8pYnxetU8S5NM8cCAwEAATANBgkqhkiG9w0BAQsFAAOCAQEAlRkf1jNw
DqjQ1qItVRHIUthrNaJ8CFHxdKMc0QkghqaetMViG22zNcZabymrNvOWz0F8ZKWU
1pOYWdaUMYRAyqlDb50Gb32n83DI6pdNQV/44QixaJBPb/IxIWwOUsn+c4OGrVZQ
2+kHMJx0BYK45OYOU0WrhBjX5X9QxNLYPqyimr9zf0zis0tzSEizw7L4V5Aa0TOn
jqqUGWQMLDmfCkha1F7oKoXxEs1IysZssS2rfpNShW8uey+z2D4/y+BWEce41rIO
gQ4cUd4BMPr6/b3QFGYORa2gMjJxMQQbwDZQKnfR9VPdSOooLe45fasPfkf9eQPD
8xvWX/Xbw731sQ==
-----END CERTIFICATE-----`;

/** Of an elliptic curve: it has no part in the serial of the roots. */
export const ellipticRoot = `-----BEGIN CERTIFICATE-----
MIIBKjCB0KADAgECAghBfvpSwH/fSjAKBggqhkjOPQQDAjAaMQswCQYDVQQGEwJD
TjELMAkGA1UEAwwCRTEwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBa
MBoxCzAJBgNVBAYTAkNOMQswCQYDVQQDDAJFMTBZMBMGByqGSM49AgEGCCqGSM49
AwEHA0IABN92+FB+CW5J5y54iUem/ZSH9024VXhcJhETER0s34BIBggNXi1xI+Rz
XzuZfyxxJ/gpUZQnXs9gRiViFAQbUF4wCgYIKoZIzj0EAwIDSQAwRgIhAIpgdVSr
v462jKv8n94JPsB80eO1ZSwLwdOxEnrZlMgwAiEAhkTdosAqewvRWAfYgL+zm8G1
qoky6bfylVK0fcaD1Fs=
-----END CERTIFICATE-----`;

export const otherRoot = `-----BEGIN CERTIFICATE-----
MIIB6zCCAVSgAwIBAgIUEMdk6dVgOEIS2cCP0Q43P90Ps5YwDQYJKoZIhvcNAQEL
BQAwMTELMAkGA1UEBhMCQ04xEDAOBgNVBAoMB0Fub3RoZXIxEDAOBgNVBAMMB1Jv
b3QgRzMwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMDExCzAJBgNV
BAYTAkNOMRAwDgYDVQQKDAdBbm90aGVyMRAwDgYDVQQDDAdSb290IEczMIGfMA0G
CSqGSIb3DQEBAQUAA4GNADCBiQKBgQDW2fBdyfNf4Nm/GLR967IiyWIg5Qjha5wz
Cgw1Mk4hPfo7W8n3Fm2ZQWEbDY/IAbXcyRYztRZQgfx2gguRisE4zBb6cFlj/Evk
1zjzUXwhRHgQkUtHVV1ouiBqOpD1pOoozm662D4tJ2ELG4nCB5iCADQpHiBBqW8m
ld7AnYC2QQIDAQABMA0GCSqGSIb3DQEBCwUAA4GBACq++Zr+SEL4TPN3ObtHiARQ
XH7UCluHyxuFfTwtc3lSJ4fYXY00AGACcMEogyOY+EZeJPBvvlCRH4x1T8k9nz9m
Rx1MntV7fMkl7legPzP2NzbBTWyOhadaMnMd73y/scDZbANpc/+8lWIL+G93wf5S
tiatqY84zPly5fOeKPrx
-----END CERTIFICATE-----`;

export const vectorSerial = '173388feca60da496da38723a51fb482';
export const otherSerial = '962e8cb3c4d7341a402155164c308af5';

/** Over a query of `d2e6955d6a145be7a88193e552e24587` by 2021000122671080 at 1785542400000. */
export const requestSignature = [
  'db2BrGB5ShWfgRW/zbLJ9DGWwkM8WMTSF6sWxiw01hk9+V0YS4ztRI0swQNbFwnPewVGTxn+b1i+hVG4vDOehAr8',
  '5ws68g3G/kZx609Z1rw2ldB7Ty3/WRjnmkz72YbqgTI/DQ1IPSxub6/GehCjIrCwz40DEWGsYwv7koz5iJm78uea',
  '2Jo7ClYvzE5iULE000136pUpkcfBLnf4tAruRhUyxYOpvxJgrZBohvj8ScwlTHNO1cf4CzaxYOIuFWrEGOZ0cq1R',
  '+bmpJA5UniKD247/a+OP0csnYsjcVRSo9X3Q2MQQ6YnRBtaD8y1bw4PKLpIpDJz2SZW3kFL8Il4pxA==',
].join('');

/** Over 1785542400000, c5ac7061fccab6bf3e254dcf98995b8c and `{"status":"SUCCESS","标题":1}`. */
export const answerSignature = [
  'PJrAR20R4OS+9IPza34M4qDGptUTx9C0/93VADloxEk72RFC45aIgyg8cpURR5RybumRS0dzuiq4jXK9gAWQh6EO',
  'dvhX9HGbG4yDjkZSftVPngZbad/c1n9djRhTf6D4j0V5YOTYG42cKNyH9EuXmjP688I4zxYjylf6DjZM0EsLceiF',
  'Rdq3gccTBpxKnJO58mQOfu69AXdZUbyyzHo0KZogcE+83vxaTPtBf241v9s2mDnaJhOPcvGyZqj8ZjZOqXVN0vTv',
  'Eheyqm5Cz/hJQvOyMe244r4TsUuL8jhCdPTGHTPH/2MFEOoaHu+TvCdqTBlrtyz5Y/ZW337P9Eufdg==',
].join('');

/** Over the sorted parameters of `vectorNote`, without `sign_type`. */
export const noteSignature = [
  'W28QEtQ3AJ9zbF4PSNW+mBbxrDnaC8mJyswf1u+F6oQU0M4i/4offo+ydVLISVVHltj64bGaUspfdlDoWCzFvmCE',
  'gYMpNY6zqWk3FtM88OIhpf3mJquskL2pApmSSsrmrjOi2swJN4/bmd/eQwYyu0zc/cuFjILUuNJDK6euKPm3EY5P',
  'cxfTD8sYsKsJKW/7lINU5TLMDDK9+Uy92QAj5HBs+StYgVMWNm+jjQfDmFO/XTy9eD2MhR7d6t2HuDSiwbRFpTn/',
  '6AdjIBq7BY+mzoDkTSB5NndiJWE5QcX+VAt7yC5MwyZ0GJwZmFKNLqS03zwyPdOsBPPflhx9Hp3b2g==',
].join('');

export const vectorNote = {
  notify_id: 'n+1/=',
  utc_timestamp: '1785542400000',
  msg_method: 'alipay.fund.trans.order.changed',
  app_id: '2021000122671080',
  version: '1.1',
  biz_content: '{"out_biz_no":"d2e6955d6a145be7a88193e552e24587","status":"SUCCESS"}',
  charset: 'UTF-8',
  sign_type: 'RSA2',
};
