/** The texts of the page "app". */
export interface AppWords {
  readonly title: string;
}

export const appEn: AppWords = { title: "App" };

export const appZh: AppWords = { title: "App" };
