import { freePort } from '../../engine/ports.ts';

/** Linux gives connections their own end from 32,768 up: what is started again finds below the port that it had. */
const [lowest, highest] = [20_000, 32_000];

/** Free ports of loopback that nothing takes by chance while what listens there is down. */
export async function steadyPorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const wanted = lowest + Math.floor(Math.random() * (highest - lowest));
    if ((await freePort(wanted, ports)) === wanted) ports.push(wanted);
  }
  return ports;
}
