#include "src/store/country_codes.h"

#include <iterator>

namespace dateline {
namespace {

// Our own list: ISO 3166-1 alpha-3, short name, FIPS 10-4, Correlates of War state number (0: none).
constexpr CountryCodes kCountries[] = {
    {"AFG", "Afghanistan", "AF", 700}, {"ALB", "Albania", "AL", 339}, {"DZA", "Algeria", "AG", 615},
    {"AND", "Andorra", "AN", 232}, {"AGO", "Angola", "AO", 540}, {"ATG", "Antigua and Barbuda", "AC", 58},
    {"ARG", "Argentina", "AR", 160}, {"ARM", "Armenia", "AM", 371}, {"AUS", "Australia", "AS", 900},
    {"AUT", "Austria", "AU", 305}, {"AZE", "Azerbaijan", "AJ", 373}, {"BHS", "Bahamas", "BF", 31},
    {"BHR", "Bahrain", "BA", 692}, {"BGD", "Bangladesh", "BG", 771}, {"BRB", "Barbados", "BB", 53},
    {"BLR", "Belarus", "BO", 370}, {"BEL", "Belgium", "BE", 211}, {"BLZ", "Belize", "BH", 80},
    {"BEN", "Benin", "BN", 434}, {"BTN", "Bhutan", "BT", 760}, {"BOL", "Bolivia", "BL", 145},
    {"BIH", "Bosnia and Herzegovina", "BK", 346}, {"BWA", "Botswana", "BC", 571}, {"BRA", "Brazil", "BR", 140},
    {"BRN", "Brunei", "BX", 835}, {"BGR", "Bulgaria", "BU", 355}, {"BFA", "Burkina Faso", "UV", 439},
    {"BDI", "Burundi", "BY", 516}, {"KHM", "Cambodia", "CB", 811}, {"CMR", "Cameroon", "CM", 471},
    {"CAN", "Canada", "CA", 20}, {"CPV", "Cape Verde", "CV", 402}, {"CAF", "Central African Republic", "CT", 482},
    {"TCD", "Chad", "CD", 483}, {"CHL", "Chile", "CI", 155}, {"CHN", "China", "CH", 710},
    {"COL", "Colombia", "CO", 100}, {"COM", "Comoros", "CN", 581}, {"COG", "Congo", "CF", 484},
    {"COD", "Democratic Republic of Congo", "CG", 490}, {"CRI", "Costa Rica", "CS", 94},
    {"CIV", "Ivory Coast", "IV", 437}, {"HRV", "Croatia", "HR", 344}, {"CUB", "Cuba", "CU", 40},
    {"CYP", "Cyprus", "CY", 352}, {"CZE", "Czech Republic", "EZ", 316}, {"DNK", "Denmark", "DA", 390},
    {"DJI", "Djibouti", "DJ", 522}, {"DMA", "Dominica", "DO", 54}, {"DOM", "Dominican Republic", "DR", 42},
    {"ECU", "Ecuador", "EC", 130}, {"EGY", "Egypt", "EG", 651}, {"SLV", "El Salvador", "ES", 92},
    {"GNQ", "Equatorial Guinea", "EK", 411}, {"ERI", "Eritrea", "ER", 531}, {"EST", "Estonia", "EN", 366},
    {"SWZ", "Eswatini", "WZ", 572}, {"ETH", "Ethiopia", "ET", 530}, {"FJI", "Fiji", "FJ", 950},
    {"FIN", "Finland", "FI", 375}, {"FRA", "France", "FR", 220}, {"GAB", "Gabon", "GB", 481},
    {"GMB", "Gambia", "GA", 420}, {"GEO", "Georgia", "GG", 372}, {"DEU", "Germany", "GM", 255},
    {"GHA", "Ghana", "GH", 452}, {"GRC", "Greece", "GR", 350}, {"GRD", "Grenada", "GJ", 55},
    {"GTM", "Guatemala", "GT", 90}, {"GIN", "Guinea", "GV", 438}, {"GNB", "Guinea-Bissau", "PU", 404},
    {"GUY", "Guyana", "GY", 110}, {"HTI", "Haiti", "HA", 41}, {"HND", "Honduras", "HO", 91},
    {"HKG", "Hong Kong", "HK", 0}, {"HUN", "Hungary", "HU", 310}, {"ISL", "Iceland", "IC", 395},
    {"IND", "India", "IN", 750}, {"IDN", "Indonesia", "ID", 850}, {"IRN", "Iran", "IR", 630},
    {"IRQ", "Iraq", "IZ", 645}, {"IRL", "Ireland", "EI", 205}, {"ISR", "Israel", "IS", 666},
    {"ITA", "Italy", "IT", 325}, {"JAM", "Jamaica", "JM", 51}, {"JPN", "Japan", "JA", 740},
    {"JOR", "Jordan", "JO", 663}, {"KAZ", "Kazakhstan", "KZ", 705}, {"KEN", "Kenya", "KE", 501},
    {"KIR", "Kiribati", "KR", 946}, {"XKX", "Kosovo", "KV", 347}, {"KWT", "Kuwait", "KU", 690},
    {"KGZ", "Kyrgyzstan", "KG", 703}, {"LAO", "Laos", "LA", 812}, {"LVA", "Latvia", "LG", 367},
    {"LBN", "Lebanon", "LE", 660}, {"LSO", "Lesotho", "LT", 570}, {"LBR", "Liberia", "LI", 450},
    {"LBY", "Libya", "LY", 620}, {"LIE", "Liechtenstein", "LS", 223}, {"LTU", "Lithuania", "LH", 368},
    {"LUX", "Luxembourg", "LU", 212}, {"MDG", "Madagascar", "MA", 580}, {"MWI", "Malawi", "MI", 553},
    {"MYS", "Malaysia", "MY", 820}, {"MDV", "Maldives", "MV", 781}, {"MLI", "Mali", "ML", 432},
    {"MLT", "Malta", "MT", 338}, {"MHL", "Marshall Islands", "RM", 983}, {"MRT", "Mauritania", "MR", 435},
    {"MUS", "Mauritius", "MP", 590}, {"MEX", "Mexico", "MX", 70}, {"FSM", "Micronesia", "FM", 987},
    {"MDA", "Moldova", "MD", 359}, {"MCO", "Monaco", "MN", 221}, {"MNG", "Mongolia", "MG", 712},
    {"MNE", "Montenegro", "MJ", 341}, {"MAR", "Morocco", "MO", 600}, {"MOZ", "Mozambique", "MZ", 541},
    {"MMR", "Myanmar", "BM", 775}, {"NAM", "Namibia", "WA", 565}, {"NRU", "Nauru", "NR", 970},
    {"NPL", "Nepal", "NP", 790}, {"NLD", "Netherlands", "NL", 210}, {"NZL", "New Zealand", "NZ", 920},
    {"NIC", "Nicaragua", "NU", 93}, {"NER", "Niger", "NG", 436}, {"NGA", "Nigeria", "NI", 475},
    {"PRK", "North Korea", "KN", 731}, {"MKD", "North Macedonia", "MK", 343}, {"NOR", "Norway", "NO", 385},
    {"OMN", "Oman", "MU", 698}, {"PAK", "Pakistan", "PK", 770}, {"PLW", "Palau", "PS", 986},
    {"PSE", "Palestine", "WE", 0}, {"PAN", "Panama", "PM", 95}, {"PNG", "Papua New Guinea", "PP", 910},
    {"PRY", "Paraguay", "PA", 150}, {"PER", "Peru", "PE", 135}, {"PHL", "Philippines", "RP", 840},
    {"POL", "Poland", "PL", 290}, {"PRT", "Portugal", "PO", 235}, {"QAT", "Qatar", "QA", 694},
    {"ROU", "Romania", "RO", 360}, {"RUS", "Russia", "RS", 365}, {"RWA", "Rwanda", "RW", 517},
    {"KNA", "Saint Kitts and Nevis", "SC", 60}, {"LCA", "Saint Lucia", "ST", 56},
    {"VCT", "Saint Vincent and the Grenadines", "VC", 57}, {"WSM", "Samoa", "WS", 990},
    {"SMR", "San Marino", "SM", 331}, {"STP", "Sao Tome and Principe", "TP", 403}, {"SAU", "Saudi Arabia", "SA", 670},
    {"SEN", "Senegal", "SG", 433}, {"SRB", "Serbia", "RI", 345}, {"SYC", "Seychelles", "SE", 591},
    {"SLE", "Sierra Leone", "SL", 451}, {"SGP", "Singapore", "SN", 830}, {"SVK", "Slovakia", "LO", 317},
    {"SVN", "Slovenia", "SI", 349}, {"SLB", "Solomon Islands", "BP", 940}, {"SOM", "Somalia", "SO", 520},
    {"ZAF", "South Africa", "SF", 560}, {"KOR", "South Korea", "KS", 732}, {"SSD", "South Sudan", "OD", 626},
    {"ESP", "Spain", "SP", 230}, {"LKA", "Sri Lanka", "CE", 780}, {"SDN", "Sudan", "SU", 625},
    {"SUR", "Suriname", "NS", 115}, {"SWE", "Sweden", "SW", 380}, {"CHE", "Switzerland", "SZ", 225},
    {"SYR", "Syria", "SY", 652}, {"TWN", "Taiwan", "TW", 713}, {"TJK", "Tajikistan", "TI", 702},
    {"TZA", "Tanzania", "TZ", 510}, {"THA", "Thailand", "TH", 800}, {"TLS", "East Timor", "TT", 860},
    {"TGO", "Togo", "TO", 461}, {"TON", "Tonga", "TN", 955}, {"TTO", "Trinidad and Tobago", "TD", 52},
    {"TUN", "Tunisia", "TS", 616}, {"TUR", "Turkey", "TU", 640}, {"TKM", "Turkmenistan", "TX", 701},
    {"TUV", "Tuvalu", "TV", 947}, {"UGA", "Uganda", "UG", 500}, {"UKR", "Ukraine", "UP", 369},
    {"ARE", "United Arab Emirates", "AE", 696}, {"GBR", "United Kingdom", "UK", 200}, {"USA", "United States", "US", 2},
    {"URY", "Uruguay", "UY", 165}, {"UZB", "Uzbekistan", "UZ", 704}, {"VUT", "Vanuatu", "NH", 935},
    {"VAT", "Vatican City", "VT", 0}, {"VEN", "Venezuela", "VE", 101}, {"VNM", "Vietnam", "VM", 816},
    {"ESH", "Western Sahara", "WI", 0}, {"YEM", "Yemen", "YM", 679}, {"ZMB", "Zambia", "ZA", 551},
    {"ZWE", "Zimbabwe", "ZI", 552},
};

}  // namespace

std::vector<CountryCodes> AllCountryCodes() { return {std::begin(kCountries), std::end(kCountries)}; }

}  // namespace dateline
