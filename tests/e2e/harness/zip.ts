// Unpacks a zip archive, as far as archives of runs need it: stored and deflated files, with their checksums.
import { crc32, inflateRawSync } from "node:zlib";

/** The files of an archive, by name. Throws where it is damaged. */
export function unzip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("this is no zip archive");
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error("the archive's directory is damaged");
    const method = archive.readUInt16LE(at + 10);
    const checksum = archive.readUInt32LE(at + 16);
    const packed = archive.readUInt32LE(at + 20);
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [number, number, number];
    const local = archive.readUInt32LE(at + 42);
    const path = archive.toString("utf8", at + 46, at + 46 + name);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(start, start + packed);
    const content = method === 8 ? inflateRawSync(data) : data;
    if (crc32(content) !== checksum) throw new Error(`${path} is damaged`);
    files.set(path, content.toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return files;
}
