/** 协同办公 OA 标准版 */
export const productName = ({ specificationName, offeringName }: { specificationName: string; offeringName: string }): string => `${specificationName} ${offeringName}`;
