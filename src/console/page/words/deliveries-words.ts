/** The texts of the page "deliveries". */
export interface DeliveriesWords {
  readonly title: string;
}

export const deliveriesEn: DeliveriesWords = { title: "Deliveries" };

export const deliveriesZh: DeliveriesWords = { title: "Deliveries" };
