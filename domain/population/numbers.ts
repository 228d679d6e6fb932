/** A part of the whole: 0.25 is a quarter. */
export const shareNumber = { type: 'number', minimum: 0, maximum: 1 } as const;
