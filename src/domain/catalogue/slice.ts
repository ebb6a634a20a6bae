import { defineSlice } from '../kernel/slice.ts';
import { addService } from './add-service.ts';
import { addTaxCode } from './add-tax-code.ts';
import { changeService } from './change-service.ts';
import { changeTaxCode } from './change-tax-code.ts';
import { catalogueChanges } from './changes.ts';
import { definePackage } from './define-package.ts';
import { endPrice } from './end-price.ts';
import { packageOf } from './package.ts';
import { priceList } from './price-list.ts';
import { pricesOfService } from './prices-of-service.ts';
import { service } from './service.ts';
import { servicePrices } from './service-prices.ts';
import { serviceSearch } from './service-search.ts';
import { servicesList } from './services-list.ts';
import { setPrice } from './set-price.ts';
import { setTaxRate } from './set-tax-rate.ts';
import { taxCode } from './tax-code.ts';
import { taxCodesList } from './tax-codes-list.ts';
import { taxedWithoutGstin } from './taxed-without-gstin.ts';

export const catalogue = defineSlice({
  operations: { addService, changeService, setPrice, endPrice, definePackage, addTaxCode, changeTaxCode, setTaxRate },
  queries: { servicesList, serviceSearch, priceList, pricesOfService, taxCodesList, taxedWithoutGstin },
  changes: catalogueChanges,
  records: [service, servicePrices, packageOf, taxCode],
});
