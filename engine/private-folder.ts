import { chmod, mkdir, stat } from 'node:fs/promises';

/**
 * Makes a folder that nobody but its user reads, also when somebody had made it beforehand: what is in it needs then no
 * mode of its own.
 * @throws Error (in French) when the folder is somebody else's.
 */
export async function privateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const user = process.getuid?.();
  // Windows has neither.
  if (user === undefined) return;
  const { uid, mode } = await stat(folder);
  if (uid !== user && user !== 0) {
    throw new Error(
      `Le dossier « ${folder} » appartient à un autre compte : ce qu’il contient doit n’être lu que d’ici. Donnez-en un autre (DELEGATION_DATA).`,
    );
  }
  if ((mode & 0o077) !== 0) await chmod(folder, 0o700);
}
