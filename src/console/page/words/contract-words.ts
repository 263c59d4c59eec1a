/** The texts of the page "contract". */
export interface ContractWords {
  readonly title: string;
}

export const contractEn: ContractWords = { title: "Contract" };

export const contractZh: ContractWords = { title: "Contract" };
