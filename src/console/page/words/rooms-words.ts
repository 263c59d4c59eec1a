/** The texts of the page "rooms". */
export interface RoomsWords {
  readonly title: string;
}

export const roomsEn: RoomsWords = { title: "Rooms" };

export const roomsZh: RoomsWords = { title: "Rooms" };
