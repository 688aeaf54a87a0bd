import { createPublicKey, generateKeyPair, verify } from "node:crypto";
import { promisify } from "node:util";
import { SignPdf } from "@signpdf/signpdf";
import { Signer } from "@signpdf/utils";
import forge from "node-forge";
import { sha256 } from "../crypto";

const YEARS = 10;
/** Bytes kept free for the signature: one of 3,072 bits with its certificate needs about a third. */
export const SIGNATURE_BYTES = 8192;
/** What the kit's placeholder has where the range will stand (the default of @signpdf/utils). */
export const RANGE_PLACEHOLDER = "**********";

export type SealKey = { certificate: string; privateKey: string; validFrom: Date; validTo: Date };

/** A key of a platform with a certificate that it signs itself: who checks a seal compares it with the keys that the platform keeps. */
export async function makeSealKey({ owner, serial, at }: { owner: string; serial: number; at: Date }): Promise<SealKey> {
  const pair = await promisify(generateKeyPair)("rsa", { modulusLength: 3072, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });
  const validTo = new Date(at);
  validTo.setUTCFullYear(validTo.getUTCFullYear() + YEARS);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  // A positive number of a whole byte count, as X.509 wants it.
  certificate.serialNumber = `01${serial.toString(16).padStart(6, "0")}`;
  certificate.validity.notBefore = at;
  certificate.validity.notAfter = validTo;
  const utf8 = (name: string, value: string) => ({ name, value, valueTagClass: forge.asn1.Type.UTF8 as unknown as forge.asn1.Class });
  const subject = [utf8("organizationName", "宽带商务"), utf8("commonName", owner)];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([{ name: "basicConstraints", cA: false }, { name: "keyUsage", digitalSignature: true, nonRepudiation: true, critical: true }]);
  certificate.sign(forge.pki.privateKeyFromPem(pair.privateKey), forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), privateKey: pair.privateKey, validFrom: at, validTo };
}

const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** A detached PKCS#7 signature with certificate, time and digest among what is signed. */
class KeySigner extends Signer {
  constructor(private readonly key: SealKey) {
    super();
  }

  override async sign(pdf: Buffer, signingTime = new Date(0)): Promise<Buffer> {
    const certificate = forge.pki.certificateFromPem(this.key.certificate);
    // The kit reads names as bytes and writes them as letters: without this the signature would name an issuer that does not exist.
    for (const attribute of certificate.issuer.attributes) attribute.value = forge.util.decodeUtf8(attribute.value as string);
    const message = forge.pkcs7.createSignedData();
    message.content = forge.util.createBuffer(binary(pdf));
    message.addCertificate(certificate);
    const { data, contentType, messageDigest, signingTime: time, sha256: digest } = forge.pki.oids as Record<string, string>;
    message.addSigner({
      key: forge.pki.privateKeyFromPem(this.key.privateKey), certificate, digestAlgorithm: digest ?? "",
      authenticatedAttributes: [{ type: contentType ?? "", value: data ?? "" }, { type: time ?? "", value: signingTime as unknown as string }, { type: messageDigest ?? "" }],
    });
    message.sign({ detached: true });
    return Buffer.from(forge.asn1.toDer(message.toAsn1()).getBytes(), "latin1");
  }
}

/** OR20: seals a document that has room for it; whatever byte of it is changed later is found by `checkSeal`. */
export async function sealPdf(pdf: Uint8Array, key: SealKey, at: Date): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new SignPdf().sign(Buffer.from(pdf), new KeySigner(key), at));
}

type Captured = { rawCapture: { authenticatedAttributes?: forge.asn1.Asn1[]; signature?: string }; certificates: forge.pki.Certificate[] };
export type Seal = { isIntact: boolean; certificate: string; sealedAt: Date | null };

/** The two parts of a file that a signature covers, and the signature between them; null where it does not cover all else. */
function partsOf(file: Buffer): { covered: Buffer; signature: Buffer } | null {
  const text = file.toString("latin1");
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  const [from, head, tail, rest] = (ranges[0]?.slice(1) ?? []).map(Number) as [number, number, number, number];
  // One seal over everything: bytes after it, or a second one, were not part of what was sealed.
  if (ranges.length !== 1 || from !== 0 || tail + rest !== file.length || tail <= head) return null;
  // As it was written: another spelling of the same signature, or anything in the room that it left, is a change too.
  const hex = /^<([0-9a-f]*)>$/.exec(text.slice(head, tail))?.[1];
  const signature = Buffer.from(hex ?? "", "hex");
  const length = signature[1] === 0x82 ? 4 + signature.readUInt16BE(2) : signature.length;
  if (signature.length === 0 || signature.subarray(length).some((byte) => byte !== 0)) return null;
  return { covered: Buffer.concat([file.subarray(0, head), file.subarray(tail)]), signature: signature.subarray(0, length) };
}

/** OR20: the seal of a file and whether the file is still what was sealed; null for one without a seal that covers it. */
export function checkSeal(bytes: Uint8Array): Seal | null {
  try {
    const parts = partsOf(Buffer.from(bytes));
    if (!parts) return null;
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(binary(parts.signature)), { parseAllBytes: false, strict: false } as unknown as boolean);
    const { rawCapture, certificates } = forge.pkcs7.messageFromAsn1(asn1) as unknown as Captured;
    const [certificate] = certificates;
    const attributes = rawCapture.authenticatedAttributes;
    if (!certificate || !attributes || !rawCapture.signature) return null;
    const valueOf = (oid: string) => {
      const found = attributes.find((attribute) => forge.asn1.derToOid((attribute.value as forge.asn1.Asn1[])[0]?.value as string) === oid);
      return ((found?.value as forge.asn1.Asn1[] | undefined)?.[1]?.value as forge.asn1.Asn1[] | undefined)?.[0];
    };
    const oids = forge.pki.oids as Record<string, string>;
    const digest = valueOf(oids.messageDigest ?? "")?.value as string | undefined;
    const time = valueOf(oids.signingTime ?? "");
    const signed = forge.asn1.toDer(forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.SET, true, attributes)).getBytes();
    const key = createPublicKey(forge.pki.publicKeyToPem(certificate.publicKey as forge.pki.rsa.PublicKey));
    const isIntact = digest !== undefined && Buffer.from(digest, "latin1").toString("hex") === sha256(parts.covered) && verify("RSA-SHA256", Buffer.from(signed, "latin1"), key, Buffer.from(rawCapture.signature, "latin1"));
    return { isIntact, certificate: forge.pki.certificateToPem(certificate), sealedAt: time ? timeOf(time) : null };
  } catch {
    // What cannot be read as a seal is none; a file from outside may be anything.
    return null;
  }
}

const timeOf = ({ type, value }: forge.asn1.Asn1): Date => (type === forge.asn1.Type.UTCTIME ? forge.asn1.utcTimeToDate(value as string) : forge.asn1.generalizedTimeToDate(value as string));
/** A certificate without the line ends that make two copies of it differ. */
export const bareCertificate = (pem: string): string => pem.replaceAll(/\s/g, "");
