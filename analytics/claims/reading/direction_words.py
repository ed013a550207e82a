"""The words that say which way something changed: a rise, a fall, neither."""

from __future__ import annotations

from analytics.claims.reading.word_patterns import either, words

_MOVING = (
    r"(?:(?:has|have|had|was|were|is|are) )?(?:gone|went|going|shot|crept|edged|came|come|coming|moved|trending|"
    r"ticked|nudged|pushed|driven|brought)"
)
# "More patrols" says nothing of a crime: beside a number, or before what is counted, these say which way.
_COUNTED = (
    r"(?= (?:recorded |reported |such )?"
    r"(?:[\x01\x02]|than\b|offences|crimes|cases|incidents|reports|victims|people|so\b))"
)
UP = either(
    rf"{_MOVING} up(?:wards?)?\b(?! to \d)",
    r"\bup\b",
    words(
        "upward upwards rose risen rise rises rising increase increases increased increasing grew grow grows growing "
        "grown "
        "growth higher surge surges surged surging soar soars soared soaring jump jumps jumped jumping climb "
        "climbs "
        "climbed climbing skyrocket* sky-rocket* rocket rockets rocketed rocketing spike spiked spikes spiking "
        "upsurge uptick leap leaps leapt leaped mounted escalated escalating ballooned swelled worsened "
        "upturn "
        "hike greater above upped balloon balloons"
    ),
    rf"(?:(?<=\x04 )(?:more|greater|extra|additional)\b|\b(?:more|greater|extra|additional){_COUNTED})",
    r"[↑▲]",
)
DOWN = either(
    rf"{_MOVING} down(?:wards?)?\b",
    r"\bdown\b",
    words(
        "downward downwards fell fall falls fallen falling decrease decreases decreased decreasing drop drops dropped "
        "dropping decline declines declined declining reduce reduces reduced reducing reduction reductions lower "
        "lowered "
        "cut cuts cutting slash slashed plunge plunges plunged plunging plummet plummets plummeted "
        "plummeting "
        "tumble tumbles tumbled slump slumps slumped slumping shrink shrinks shrank shrunk dip dips dipped dipping "
        "slid slide "
        "slides eased sank sunk dwindled crashed nosedived nose-dived receded below downturn"
    ),
    rf"(?:(?<=\x04 )(?:fewer|less)\b|\b(?:fewer|less){_COUNTED})",
    r"[↓▼]",
)
SAME = either(
    words(
        "unchanged level_with the_same_as hasn't_changed haven't_changed has_not_changed have_not_changed stable flat "
        "did_not_change didn't_change barely_changed little_changed static flatlined"
    ),
    r"\bno (?:percentage |real |overall |significant |clear )?change\b",
    r"\bsteady\b",
    r"\b(?:stay|remain)\w* (?:about |broadly |roughly )?the same\b",
)
