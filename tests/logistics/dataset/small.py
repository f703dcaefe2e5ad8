"""A data set of three libraries, written out by hand, to break in every way."""

import csv
import io
from pathlib import Path

SMALL = {
    "settings": """name,value
title,Tre bibliotek
hub_name,Navet
hub_place,KAR
hub_address,
season_first_date,2026-01-01
season_last_date,2026-12-31
county_code,17
county_name,Region Värmland
county_orgnr,232100-0156
""",
    "municipalities": """scb_code,name,orgnr,population,population_date
1715,Kil,212000-1751,12085,2023-12-31
1780,Karlstad,212000-1850,97233,2023-12-31
1785,Säffle,212000-1900,15011,2023-12-31
""",
    "places": """id,name,kind,lat,lon
KAR,Karlstad,main_library_town,59.3793,13.50357
KIL,Kil,main_library_town,59.50234,13.31277
SAF,Säffle,main_library_town,59.13229,12.92888
kors,Korset,junction,59.4,13.4
""",
    "roads": """from_place,to_place,road,length_m,speed_kmh,one_way
KAR,kors,Rv 61,9300,65,nej
kors,KIL,Rv 61,11600,80,
kors,SAF,E18,58500,84,nej
KIL,SAF,en väg,67100,70,ja
""",
    "stops": """id,name,kind,place,bearer,address,\
visits_fewest,visits_most,longest_gap_days,service_min,seconds_per_crate
KAR,Karlstads bibliotek,main,KAR,1780,"Torget 1, Karlstad",5,5,1,12,20
KIL,Kils bibliotek,main,KIL,1715,,2,3,3,7.5,25
SAF,Sjukhusbiblioteket,hospital,SAF,17,,1,1,5,8,30
""",
    "hours": """stop,weekday,opens,closes,delivery_from,delivery_to
KAR,man,09:00,19:00,08:00,16:00
KAR,tis,09:00,19:00,08:00,16:00
KAR,ons,09:00,19:00,08:00,16:00
KAR,tor,09:00,19:00,08:00,16:00
KAR,fre,09:00,18:00,08:00,16:00
KIL,man,10:00,18:00,08:30,16:00
KIL,ons,,,08:30,16:00
KIL,fre,10:00,16:00,,
SAF,tor,10:00,16:00,10:00,10:00
""",
    "flows": """from_stop,to_stop,crates_per_week
KAR,KIL,6.25
KIL,KAR,4
SAF,KIL,0.05
""",
    "vehicles": """id,name,capacity_crates,weekdays,earliest_departure,latest_return,\
longest_shift_min,break_after_min,break_min,break_counts
bil-1,Bokbil 1,45,man tis ons tor fre,07:00,17:00,540,300,30,work
bil-2,Bokbil 2,20,tor,06:30,16:45,480,,,
""",
    "costs": """vehicle,valid_from,kr_per_run,kr_per_km,kr_per_hour,source
bil-1,2025-07-01,385,5.3,375.5,Avtal
bil-1,2026-07-01,400,5.5,390,Avtal
bil-2,2026-01-01,0,4.05,410,Avtal
""",
    "stop_closures": """stop,first_date,last_date,reason
KIL,2026-03-09,2026-03-13,Inventering
""",
    "road_closures": """from_place,to_place,first_date,last_date,reason
SAF,kors,2026-06-29,2026-07-24,Beläggning
""",
    "accounts": """scb_code,name,kind,number
1715,Kils kommun,bankgiro,5050-1055
1785,Säffle kommun,iban,SE4550000000058398257466
""",
    "volumes": """stop,year,crates,weeks,method
KAR,2025,40,4,sampled
KIL,2025,1040.5,52,reported
""",
}
RULES = """# Regionens bidrag
[[rule]]
id = "b25"
first_date = 2025-01-01
last_date = 2025-12-31
contribution_kr = 870000
cost_keys = { population = 100 }
contribution_keys = { population = 100 }
reference = "RUN/1"
decided_on = 2024-11-19
decided_by = "Nämnden"
prepared_by = "Enheten"
appeal = "Kan överklagas."
source = "Protokoll"

[[rule]]
id = "b26"
changes = "b25"
first_date = 2026-01-01
last_date = 2026-12-31
contribution_kr = 900000.50
floor_kr = 10000
cap_percent = 99.5
cost_keys = { equal = 33.5, shapley = 66.5 }
contribution_keys = { equal = 100 }
reference = "RUN/2"
decided_on = 2025-11-18
"""
# After RULES: pays its last rule's awards, in whole kronor.
PAYOUT = """payout = "drift"

[[payout]]
id = "drift"
first_date = 2025-01-01
last_date = 2026-12-31
due_day = 25
shift = "later"
unit = "krona"
reference = "RUN/U"
source = "Protokoll"
steps = [ { from_kr = 0 } ]
"""
HALF_YEARLY = PAYOUT.replace("from_kr = 0", "from_kr = 0, every_months = 6")
BOOKS = """[bookkeeping]
accounts = [
  { number = "1680", name = "Fordringar" }, { number = "2890", name = "Skulder" },
  { number = "2895", name = "Tidigare år" }, { number = "5820", name = "Bidrag" },
]
grant_account = "5820"
paying_account = "2890"
"""
# After BOOKS: accounts that a region may do without.
CLAIMS = 'claim_account = "1680"\n'
EARLIER_YEARS = 'earlier_years_account = "2895"\n'
FINANCE = """[payer]
agreement = "1234"
account = { kind = "bankgiro", number = "991-2346" }
bic = "EXEMSESS"  # påhittat
"""
DOCUMENTS = {"rules": RULES, "finance": FINANCE}
# The same with the columns and settings that a file may leave out.
RULED = {
    **SMALL,
    "settings": SMALL["settings"]
    + """hub_weekdays,man tis ons tor
hub_cutoff,16:30
most_runs,man 2 tor 1
""",
    "stops": """id,name,kind,place,bearer,address,\
visits_fewest,visits_most,longest_gap_days,service_min,seconds_per_crate,fixed_weekdays,vehicles,position,before
KAR,Karlstads bibliotek,main,KAR,1780,"Torget 1, Karlstad",4,4,2,12,20,,,first,
KIL,Kils bibliotek,main,KIL,1715,,2,3,3,7.5,25,man ons,bil-1,,SAF
SAF,Sjukhusbiblioteket,hospital,SAF,17,,1,1,5,8,30,tor,bil-2 bil-1,,
""",
    "vehicles": """id,name,capacity_crates,weekdays,earliest_departure,latest_return,\
longest_shift_min,break_after_min,break_min,break_counts,runs_most,turnaround_min
bil-1,Bokbil 1,45,man tis ons tor fre,07:00,17:00,540,300,30,work,2,37.5
bil-2,Bokbil 2,20,tor,06:30,16:45,480,,,,,
""",
}


def write_small(
    folder: Path, changes: dict[str, tuple[str, str]] | None = None, *, tables: dict[str, str] = SMALL
) -> Path:
    """The folder with the small data set, in each named table one text replaced by another."""
    for name, text in tables.items():
        old, new = (changes or {}).get(name, ("", ""))
        assert old in text, (name, old)
        (folder / f"{name}.csv").write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    for name, text in DOCUMENTS.items():
        old, new = (changes or {}).get(name, ("", ""))
        assert old in text, (name, old)
        (folder / f"{name}.toml").write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return folder


def small_rows(tables: dict[str, str] = SMALL) -> dict[str, list[dict[str, str]]]:
    """The small data set as rows of texts."""
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in tables.items()}
    return rows | {name: [{"toml": line} for line in text.splitlines()] for name, text in DOCUMENTS.items()}
