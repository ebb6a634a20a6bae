import type { Category } from './changes.ts';

/** A line of the starter price list, as `addService` takes it. */
export interface StarterService {
  readonly code: string;
  readonly name: string;
  readonly category: Category;
  readonly priceMinor: number;
  readonly taxRateBasisPoints: number;
  readonly hsnSac: string;
}

/** Health care by a clinic is exempt from GST (notification 12/2017, entry 74); SAC 9993 12 is medical and dental services. */
const CARE = { taxRateBasisPoints: 0, hsnSac: '999312' };
/** Cosmetic treatment is not health care in that law, and is taxed. */
const COSMETIC = { taxRateBasisPoints: 1800, hsnSac: '999722' };

const rupees = (amount: number) => amount * 100;
const dental = (code: string, name: string, price: number, tax = CARE): StarterService => ({
  ...{ code, name, category: 'dental', priceMinor: rupees(price) },
  ...tax,
});
const general = (code: string, name: string, price: number, tax = CARE): StarterService => ({
  ...{ code, name, category: 'general', priceMinor: rupees(price) },
  ...tax,
});

/** A sensible beginning for a dental and general clinic in India. Prices are before tax, for the clinic to change. */
export const STARTER_PRICE_LIST: readonly StarterService[] = [
  dental('D-CONS', 'Dental consultation', 300),
  dental('D-XRAY', 'Intra-oral X-ray', 200),
  dental('D-OPG', 'OPG X-ray', 600),
  dental('D-SCAL', 'Scaling and polishing', 1200),
  dental('D-FLUO', 'Fluoride application', 800),
  dental('D-SEAL', 'Pit and fissure sealant', 700),
  dental('D-GIC', 'Filling, glass ionomer', 900),
  dental('D-COMP', 'Filling, composite', 1500),
  dental('D-RCT1', 'Root canal, front tooth', 4000),
  dental('D-RCT2', 'Root canal, molar', 6000),
  dental('D-POST', 'Post and core', 2500),
  dental('D-EXT', 'Extraction', 800),
  dental('D-SEXT', 'Surgical extraction, wisdom tooth', 5000),
  dental('D-PFM', 'Crown, porcelain on metal', 5000),
  dental('D-ZIRC', 'Crown, zirconia', 10000),
  dental('D-IMPL', 'Implant, single', 28000),
  dental('D-RPD', 'Partial denture', 4500),
  dental('D-CD', 'Complete denture', 18000),
  dental('D-BRAC', 'Braces, first sitting', 12000),
  dental('D-BRAD', 'Braces, adjustment', 1000),
  dental('D-PULP', 'Pulpotomy, milk tooth', 2200),
  dental('D-SSC', 'Stainless steel crown, milk tooth', 2500),
  dental('D-BLEA', 'Teeth whitening', 8000, COSMETIC),
  dental('D-VENE', 'Veneer, cosmetic', 9000, COSMETIC),
  // GST at 5 % on toothbrushes and toothpaste since 22 September 2025 (notification 9/2025).
  dental('P-BRSH', 'Toothbrush', 90, { taxRateBasisPoints: 500, hsnSac: '96032100' }),
  dental('P-PAST', 'Toothpaste', 140, { taxRateBasisPoints: 500, hsnSac: '33061020' }),
  general('G-CONS', 'Consultation', 400),
  general('G-FOLL', 'Follow-up consultation', 200),
  general('G-HOME', 'Home visit', 1000),
  general('G-ECG', 'ECG', 350),
  general('G-NEB', 'Nebulisation', 150),
  general('G-INJ', 'Injection', 100),
  general('G-DRES', 'Dressing', 200),
  general('G-SUTR', 'Suturing', 800),
  general('G-SUGR', 'Blood sugar, finger prick', 80),
  general('G-VACC', 'Vaccination, without vaccine', 150),
  general('G-CERT', 'Medical certificate', 200),
];
