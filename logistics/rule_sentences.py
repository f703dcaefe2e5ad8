"""Keep the Swedish sentences for what the routing core refuses, rule by rule."""

from collections.abc import Mapping

# Of several sentences for a rule the first holds whose facts are all known.
OBSTACLES: Mapping[str, tuple[str, ...]] = {
    "no_vehicle": ("Ingen bil går någon dag. Låt minst en bil gå minst en dag i veckan.",),
    "no_driving_day": (
        (
            "Ingen vardag går någon bil, är {hub} bemannat och får någon tur köras. Låt en bil gå en dag när "
            "navet är bemannat och turer är tillåtna."
        ),
    ),
    "too_few_vehicles": (
        (
            "Turerna räcker inte till {stops} på en vecka tillsammans med de andra: {run_limits} är tillåtet. "
            "Tillåt fler turer om dagen, eller begär färre besök."
        ),
        (
            "Bilarna hinner inte med {stops} på en vecka tillsammans med de andra. Minst {more} behövs, eller "
            "längre arbetspass, större bilar eller färre besök."
        ),
        (
            "Bilarna hinner inte med {stops} på en vecka tillsammans med de andra. Fler bilar räcker "
            "inte: förläng arbetspass eller leveranstider, eller begär färre besök."
        ),
    ),
    "no_week": (
        (
            "Inget val av dagar och turer räcker till {stops} stopp: {run_limits} är tillåtet. Tillåt fler "
            "turer om dagen, eller begär färre besök."
        ),
        (
            "Inget val av dagar och turer räcker till {stops} stopp, fast vart och ett går att besöka för sig. "
            "Fler bilar, längre arbetspass, längre leveranstider eller färre besök kan göra det möjligt."
        ),
    ),
    "no_plan_found": (
        (
            "Ingen veckoplan hittades på {seconds} så länge {run_limits} är tillåtet; den bästa lämnade ut "
            "{stops}. Tillåt fler turer om dagen, eller begär färre besök."
        ),
        (
            "Ingen veckoplan hittades på {seconds}; den bästa lämnade ut {stops}. Det bevisar inte att ingen "
            "finns. Försök igen med längre tid, eller ge fler bilar, längre arbetspass, längre leveranstider "
            "eller färre besök."
        ),
    ),
    "no_pattern": (
        (
            "{stop} har {open_days} i veckan, och {range} besök går inte att lägga där med dagar emellan "
            "och högst {longest} från besök till besök. Ta emot leveranser fler dagar, tillåt ett längre "
            "uppehåll eller begär färre besök."
        ),
    ),
    "fixed_day_closed": (
        (
            "{stop} ska alltid besökas {weekday}, men tar inte emot leveranser då. Ta emot leveranser den "
            "dagen eller bestäm en annan fast dag."
        ),
    ),
    "fixed_days_clash": (
        (
            "{stop} har {fixed_days} i veckan, och {range} besök går inte att lägga så att alla är med, med "
            "dagar emellan och högst {longest} från besök till besök. Ändra de fasta dagarna, tillåt ett längre "
            "uppehåll eller begär ett annat antal besök."
        ),
    ),
    "hub_closed_that_day": (
        (
            "{hub} är inte bemannat alla de dagar som {stop} behöver besök. Bemanna navet fler dagar, eller ta "
            "emot leveranser andra dagar."
        ),
    ),
    "no_runs_that_day": (
        (
            "Ingen tur får köras alla de dagar som {stop} behöver besök. Tillåt en tur fler av dess "
            "leveransdagar."
        ),
    ),
    "no_allowed_vehicle": (
        (
            "Ingen bil som får köra till {stop} går alla de dagar som stoppet behöver besök. Låt fler bilar "
            "köra dit, eller låt någon av dem som får gå fler dagar."
        ),
    ),
    "no_vehicle_that_day": (
        "Ingen bil går alla de dagar som {stop} behöver besök. Låt en bil gå fler av dess leveransdagar.",
    ),
    "no_moment_for_a_break": (
        (
            "En tur till {stop} med {vehicle} ger minst {unbroken_min} {counts} utan rast, var rasten än läggs, "
            "men högst {allowed_min} är tillåtet. Kortare tid vid stoppet, eller en bil med andra rastregler, "
            "skulle göra det möjligt."
        ),
    ),
    "load_exceeds_capacity": (
        (
            "{stop} har minst {crates} att lämna eller hämta vid ett besök, men {vehicle} rymmer "
            "{capacity}. Fler besök i veckan eller en större bil skulle göra det möjligt."
        ),
    ),
    "window_unreachable": (
        (
            "{stop} går inte att nå innan leveranstiden slutar {closes}; tidigast {earliest}. En "
            "leveranstid till {earliest}, eller att {vehicle} åker {leave}, skulle göra det möjligt."
        ),
    ),
    "shift_too_short": (
        (
            "En tur till {stop} och tillbaka tar {needed_min}, men det längsta arbetspasset för {vehicle} "
            "är {shift_min}. Ett {longer_min} längre arbetspass skulle göra det möjligt."
        ),
    ),
    "cutoff_too_early": (
        (
            "En tur till {stop} är tillbaka tidigast {earliest}, men senaste återkomst till navet är {latest}. "
            "{later_min} senare återkomst, eller en tidigare leveranstid, skulle göra det möjligt."
        ),
    ),
    "return_too_late": (
        (
            "En tur till {stop} är tillbaka tidigast {earliest}, men {vehicle} ska vara tillbaka "
            "{latest}. {later_min} senare återkomst, eller en tidigare leveranstid, skulle göra det "
            "möjligt."
        ),
    ),
}

VIOLATIONS: Mapping[str, tuple[str, ...]] = {
    "known_names": ("Planen nämner ”{name}”, som inte finns i datamängden.",),
    "visits_a_week": ("{stop} besöks {visits} i veckan i stället för {range}.",),
    "fixed_days_visited": ("{stop} ska alltid besökas {weekday}, men inte i den här planen.",),
    "one_visit_a_day": ("{stop} besöks {visits} {weekday}; en gång är tillåtet.",),
    "days_between": ("{stop} besöks {weekday} och dagen efter, utan någon dag emellan.",),
    "longest_gap": ("{stop} väntar {gap} på besöket {weekday}; högst {longest} är tillåtet.",),
    "loads_follow_gaps": (
        "{stop} ska få {delivered} och lämna {collected} {weekday}, men planen säger något annat.",
    ),
    "window_kept": (
        "{stop} besöks {weekday} {begins}, utanför leveranstiden.",
        "{stop} besöks {weekday}, men tar inte emot leveranser då.",
    ),
    "service_takes_its_time": (
        "Besöket hos {stop} {weekday} behöver {needed_s} efter ankomsten, men får kortare tid i planen.",
        "Besöket hos {stop} {weekday} börjar före ankomsten, eller slutar innan det börjar.",
    ),
    "no_faster_than_the_road": (
        "Vägen från {from} till {to} {weekday} tar {needed_s}, men planen ger den {allowed_s}.",
        "Vägen från {from} till {to} {weekday} tar {needed_s}, men i planen är avgången {late_s} efter ankomsten.",
    ),
    "capacity_kept": ("{vehicle} har {load} ombord {weekday}, men rymmer {capacity}.",),
    "vehicle_allowed": ("{stop} besöks {weekday} av {vehicle}, som inte får köra dit.",),
    "order_kept": ("{stop} ska komma före {other} på turen, men kommer efter {weekday}.",),
    "vehicle_in_service": ("{vehicle} går inte {weekday}.",),
    "hub_staffed": ("{hub} är inte bemannat {weekday}, men har turer då.",),
    "cutoff_kept": ("{vehicle} är tillbaka {back} {weekday}, efter navets senaste tid {cutoff}.",),
    "hours_kept": ("{vehicle} kör {leave}–{back} {weekday}, utanför bilens tider {first}–{last}.",),
    "shift_kept": (
        "Arbetspasset med {vehicle} {weekday} tar {shift_s} från första till sista minut; högst {allowed_s}.",
    ),
    "runs_of_a_vehicle": ("{vehicle} har {runs} {weekday}; högst {most_runs} är tillåtet.",),
    "time_between_runs": (
        "{vehicle} åker igen {leave} {weekday}, men är tillbaka {back} och ska stå minst {needed_s} i navet.",
        "{vehicle} åker igen {leave} {weekday}, innan den är tillbaka {back}.",
    ),
    "runs_of_a_day": ("{weekday} går {runs}; högst {most_runs} är tillåtet.",),
    "break_taken": (
        ("Föraren av {vehicle} har {longest_s} {counts} utan rast {weekday}; högst {allowed_s} är tillåtet."),
        "Rasten för {vehicle} {weekday} är kortare än {needed_s}.",
    ),
    "break_undisturbed": ("Rasten för {vehicle} {weekday} ligger utanför turen eller under ett besök.",),
}
