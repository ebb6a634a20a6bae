export const common = {
  product: 'Counterfoil',
  throwAwayTitle: 'जो लिखा है उसे हटा दें?',
  throwAway: 'हटा दें',
  keepWriting: 'लिखते रहें',
  cancel: 'रद्द करें',
  close: 'बंद करें',
  back: 'वापस',
  save: 'सहेजें',
  done: 'हो गया',
  change: 'बदलें',
  add: 'जोड़ें',
  search: 'खोजें',
  choose: 'चुनें',
  notInList: 'यह सूची में नहीं है: सूची में से एक चुनें।',
  yes: 'हाँ',
  no: 'नहीं',
  name: 'नाम',
  phone: 'फ़ोन',
  reason: 'कारण',
  reasonNeeded: 'कारण लिखें। वह लॉग में रहेगा।',
  state: 'स्थिति',
  amount: 'राशि',
  total: 'कुल',
  quantity: 'मात्रा',
  quantityWrong: 'मात्रा 1 से 100 तक की पूरी संख्या होती है।',
  optional: 'ज़रूरी नहीं',
  loading: 'पढ़ा जा रहा है…',
  copied: 'कॉपी हो गया',
  copy: 'कॉपी करें',
  unknownRefusal: 'यह नहीं हो सका, कोड {{code}}। यह कोड अपने मैनेजर को बताएँ।',
  age_one: '{{count}} वर्ष',
  age_other: '{{count}} वर्ष',
  months_one: '{{count}} महीना',
  months_other: '{{count}} महीने',
  flagged: 'सर्वर ने “{{operation}}” पर निशान लगाया: {{why}}।',
  refusedLater: 'सर्वर ने “{{operation}}” नहीं माना, इसलिए इसका कोई असर नहीं: {{why}}।',
};

/** लिखी गई राशि में क्या गलत है। */
export const amountFaults = {
  empty: 'राशि लिखें।',
  emptyOrZero: 'राशि लिखें, 0 हो तो भी।',
  unreadable: 'यह राशि नहीं है। अंकों में लिखें, जैसे 1250.50।',
  negative: 'यह 0 से कम है। राशि बिना माइनस के लिखें।',
  decimals: 'दशमलव के बाद ज़्यादा से ज़्यादा {{digits}} अंक।',
  zero: '0 से ज़्यादा राशि लिखें।',
  'too-large': 'यह बहुत ज़्यादा है: यहाँ ज़्यादा से ज़्यादा {{most}}।',
};

export const roles = {
  'front-desk': 'फ्रंट डेस्क',
  cashier: 'कैशियर',
  doctor: 'डॉक्टर',
  nurse: 'नर्स',
  manager: 'मैनेजर',
  administrator: 'प्रशासक',
  auditor: 'ऑडिटर',
};

export const kinds = {
  reception: 'रिसेप्शन',
  cashier: 'कैशियर',
  consulting: 'परामर्श',
  'back-office': 'बैक ऑफ़िस',
  server: 'सर्वर',
};

export const visitStates = {
  REGISTERED: 'प्रतीक्षा में',
  IN_CONSULTATION: 'डॉक्टर के पास',
  READY_FOR_BILLING: 'बिल के लिए तैयार',
  INVOICED: 'बिल बना',
  invoicedDue: 'बिल बना, बकाया {{amount}}',
  PAID: 'भुगतान हुआ',
  CREDITED: 'बिल वापस लिया',
  completedCredited: 'पूरा हुआ, बिल वापस लिया',
  COMPLETED: 'पूरा हुआ',
  CANCELLED: 'रद्द',
};

export const sexes = { male: 'पुरुष', female: 'महिला', other: 'अन्य' };
export const tenders = { cash: 'नकद', card: 'कार्ड', upi: 'UPI', bank: 'बैंक' };
