// Prints the path of the Temporal CLI that the demo and the tests start; fetches it when there is none.
import { findTemporal } from '../stack/temporal.ts';

console.log(await findTemporal((line) => console.error(line)));
