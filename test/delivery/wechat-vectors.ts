/**
 * Made with other programs than ours, from a key that nothing else uses: the signatures with
 * `openssl dgst -sha256 -sign` (OpenSSL 3) over the example strings of the public documentation, the
 * sealed text with the `cryptography` package of Python.
 */
export const vectorKey = `-----BEGIN PRIVATE KEY-----
MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQC7A/LYMai0N15e
dXIOY8uj133a3RgbJ4hmR0EqGn0QuF/nk1zWYO4p+km0Un82/Z+YL0Eh6p0sdSjk
l0PT0eRE+r6x2n/gLTxce7rlhWVAAzrFMKIjvKWDbLyDVWr2p1IaCQNsT/H9uDw8
jU0X9750csecXmsD8zWQp/U/VhqxwIWJB6LveC7iqHiLokConmVwioAFAl+rxvjF
vSJxJSRpY+e4d5sLlTKCZwUpNqiYBu5d1NVWi9GxtJmCIl3XDWk1oqWujTWptckG
4x1oR8Kmh2EV4rkklGkZxFHEyTWKwUpMQWKyX9XBMVrf0oqwGMS8Q4z4ofKWJ8Xr
VPEuTTPHAgMBAAECggEARF4crLF2ya9GJgUMdbtA6nwwa88Q7Xhl0nIxHenCF9c3
ZErIkSytVJZF1JCmJh3Q9ssrpfEFlYedM/gimTCtoRQDm7RTtEoFO5AWEqtSCPVF
SmpNk//2iBW70s1qxZIEnzT1VebiAg2Uo9RKPz1YGG0PkRgpSi/iwKfOLeHV723g
o2+TUayQJ7Xc+gMkEz181975Y5ZvuyHzCxIMOUwmawKHFtOMHgImlooodfuLsIy+
urRRLhqcG9SaUskRuh/4F5BhycbonVF54sgj95ryH845NbwjVVQV9JL5PLa4vWfo
4ESOv+KRAaNe6KBJykiVDDU6XaKhfMurCNpreh2FlQKBgQDkSPIyf+RFJfx/mVvp
S8A3n8r1noOlE+AppJiKyUaVKdHp4RWkC4ssLXLaSzJhRiXZtkUUZMjHvtX0dT8n
1XLMb6ZIz6jHSidH/YxugnFps2cG3jyfEv7CWzZA+CfjFieoeODVdDNZkpm7yJpd
kYgmMexGbOyMDoqQlEwBC7cp1QKBgQDRuFp6gQGq1KTI4W8I4bR1Oyh8wTl1g1+e
aQwx8K9DyyEnyDayKnYvHs89VcPZxlT6vP7VE3cN9iyr3QIxQTBrzvCyOM5BWrXA
9SS2ImVyHwiDgVXQHKDntVQ+t3wVuZ/ioRJ8Yz4UTz32P9u39hzBupN4M3iBKyjD
c8Bw7vX5KwKBgHjMHNUaFbl9c1I13Yvi2LDWbnhwS6rzjH+cqFdwUFgoC/rdby0i
Kp/S4N6gQeV1UBwXNhCnkBMaaW71B9lVOmzxe6U1tVLXa1fN1By6C7dqBk99E8j9
LS+9QkU4yyqAE7YzWI268l0olQ7oBL8Ufl3vtt5BTx6Bp1MAFgPLpj2NAoGAatLC
k3++v6tMvF3H1vhQmR4nA1TQ1cCzJddQNOfp/lgrbT4YTiw+wsWovg8/kV/qzUUT
cKlXjS8Flg0fHsObzG4+QCmbNcLkrYKwzm06yyRvi7yHX1gVxbChVsjTVaWVgTSW
W/GZH3M1lob0fgHIqA1HLITbLsAzJUuCjIPLmr0CgYB/WDf/N6ZbtAwhC24kR71t
Se9v9Hkjwu3DY/QqX+lcfZmEXaW62FOyvjH8ZNkH3rHXJgtYpYdKM3ORMFnNT+oC
neYvQIWozFuiNF025XLaxjpNGhkE1eKWkDoCkRBhAiW+R6uSUNzGfJ8dkr/4MkZi
xryvvvx/YEIglsKeq57X+g==
-----END PRIVATE KEY-----`;

/** Over `GET`, `/v3/certificates`, 1554208460, 593BEC0C930BF1AFEB40B4A08C8FB242 and no body. */
export const requestSignature = [
  'Zpo6/R5PeU5VTmF47OwmMKV/K/DTaPLG/VI3GAzccmuJpFcsW2VXkMGZTf4BpyXj5FKuMmPiMUnATA0ZEJQHfq',
  'my2sgWpMQbF8KeES+FolPepW33DOKmzevQUcufHt68kidKPUkWdfsLoynJtrei6g9qggOAkcs2zaCdSJJ6oLNz',
  '7CR/Jur8i25UV+yIGZ97IeWqNPQ6PR1pygqvAk9fr5jMsDu9WNNRKFhL3DIKSc7smeD32Jd/+oqWpBvWA/aMTk',
  'cjOGHEcXJeVbb8/3dxy2eDFR01SuX1RqkbrPCrtohG9Z1NEFD6woiOS8cZrGCmC/mDSjcjam5Qmv8ZN9rEXA==',
].join('');

/** Over 1554209980, c5ac7061fccab6bf3e254dcf98995b8c and `{"data":[]}`. */
export const answerSignature = [
  'f0cIgbTwOidMIfYfQtwZo2c9B/PtfRVEiibNbPJ7BbXLlI7h2biSbjhFSbDQAPEra1Zy7NSdnFu/nEsJ/D1FoV',
  'yQe3HdqdJcVUhFbOaTnzYclcmTVSnqvYnEmhUrOIVJHm5b1X3kJPoon5vCJBdUMxjHBE88dljjYkMxd3DUl+Qb',
  'o9NS99Bw3ho7UT0fZWAh5J44KnH9Do2t2b/mLOCkOOQxvCQ+CVleAebP9CVlpiExouRCMDLxuja8IcOk70XX6j',
  'HsLC40FS70EcsZJABXVurr8icn5/7JVJexHpXF5yNFz3JO2hkAzO30PULmu+43VNrVFf85mP15KzjCfyw8Xw==',
].join('');

export const sealedKey = '0123456789abcdefghijABCDEFGHIJ!?';

/** Holds `{"out_bill_no":"plfk2020042013","state":"SUCCESS"}`. */
export const sealedText = {
  algorithm: 'AEAD_AES_256_GCM',
  nonce: 'fdasfjihihih',
  associated_data: 'mch_payment',
  ciphertext:
    '1nAWJiQtLKy+bt0R1vKpfmToAPzVOLJvY/OMLCflZFzQE9NLjdwOKWNdnzpBkddfMQ0CZnPnHvZQHYybKr8OAh8i',
};
