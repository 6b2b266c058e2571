"""Words that the rules share: `{act}` in a pattern stands for any word of that group, and `_` is a space."""

import re

ACTS = r"""
accept adapt adjust allocate appoint assign automate combine commit compromise confide
coach deal do_(?:it|some|the|your) experiment extend fix follow free host inform liaise lobby mentor merge nudge persuade press redistribute refer
replace reply retire retrain sack see_(?:an?|your|someone|hr) shift simplify sort streamline swap tackle trust volunteer warn
agree_(?:to|on) apologise apply approach arrange ask attend avoid back bail block book borrow break bring build buy
call cancel challenge change chair chase check clarify_with close come_clean complain confront consider consult contact
cover create cut decline delay delegate demand develop ditch document draft draw drop email
engage escalate explain_to explore_\w+ing file fire focus forgive formalise get give(?!_(?:me|us|an?_(?:example|sense))\b)
go go_back handle
have_(?:a|an|the|another|that)_(?:\w+_)?(?:chat|word|conversation|talk|meeting|look|go|break|think|catch) hand hire
hold ignore insist introduce invite invest involve join keep lean learn_to leave let limit list listen log look make
map measure meet mention message move negotiate note offer organise outsource park pass pay phone pilot pitch plan
postpone practise practice prepare present prioritise promise propose pull push put quit raise reach read record
recruit reduce reframe refuse rehearse remind(?!_(?:me|us)\b) remove report request reschedule resign rest retrain review
ring rota rotate run save say_(?:no|yes|sorry|to_(?:him|her|them|your)) schedule scrap seek send set share
show(?!_(?:me|us)\b) sign sit skip sleep speak_(?:to|with|up) split spend stand start step stick stop store suggest switch
take talk_(?:to|with) talk_it_through_with team teach tell(?!_(?:me|us)\b) test thank
think_(?:about|of)(?!_(?:what|how|an?_(?:time|example)|any|other)\b) track trial train treat try turn use visit wait walk
withdraw work write
"""
DID = r"""
been_(?:honest|clear|open|direct|firm|explicit|upfront|assertive) stood_back thought_how accepted allowed anonymised been_to_see got_it_in attempted automated bought budgeted built chased coached complained confided confronted copied costed created
designed developed drawn_(?:up|a|it) enrolled established exercised experimented fed_back floated followed_up forgiven
found_(?:a|someone|out|time|any) googled hired identified leant_on listed logged meditated mentored opened_up organised pictured piloted
pitched practised praised pushed_back ranked recorded recruited rehearsed relied registered rewarded ruled_out run_(?:a|it|this|that)
signed_up simply sounded_out stood_up thrown timetabled trained trialled vented volunteered
accepted apologised applied approached arranged asked attempted avoided booked broken brought called challenged
changed checked considered consulted contacted contemplated delegated discussed documented
done_(?:a|any|an|some|the) drafted emailed engaged entertained escalated explained explored flagged formally
given_(?:any_|some_)?(?:thought|him|her|them|your|yourself) gone got_(?:in_touch|help|support|advice|(?:an?_|any_|some_)?(?:\w+_)?(?:help|support|advice|mentor|coach|plan_b|union_rep|lawyer))
had_(?:an?|the|another|that|any)_(?:\w+_)?(?:chat|word|conversation|talk|meeting|look|go|break|think|catch) heard_of
come_across imagined introduced invited involved joined kept_(?:a|notes|records)
let_(?:him|her|them|your|people|the) looked_(?:at|into|for|around|online) made_(?:a|it_clear|time|any|your) mapped
mentioned negotiated offered planned_for prepared prioritised proposed put pushed raised reached
read reframed refused reported requested reviewed rung
said_(?:no|sorry|yes|to) sat_(?:down|him|her|them) scheduled seen_(?:a|your_gp|your_doctor|someone|occupational)
sent set shared shown signed sought spoken_(?:to|with|up) spoke_(?:to|with) started stepped_back stopped suggested
swapped taken_(?:a|any|some|it|this|that|time|advice|up|him|her) talked_(?:to|with|it_through|this_through) taught
tested thanked thought_(?:about|of|that) told tried trying turned used_(?:a|the|your|any) visited walked weighed
wondered_(?:about|if|whether) worked_(?:with|out|through|on) written chatted
"""
INVITING = r"""
say_(?:(?:it|that|this)_(?:out|aloud|here)|the_(?:sentence|words?|thing)|more|what|how|why|that_again|it_again|in|which|(?:anything|something|a_(?:bit|little|few|word)|some)(?!.*_to_(?:her|him|them|your|the)\b))
tell_(?:me|us|whether|if|what|how|from) describe explain(?!.*_to_(?:him|her|them|your|the)\b)(?!_that_you) help_(?:me|us)
give_(?:me|us|an?_(?:example|sense|idea|flavour|picture|bit)|examples|some_examples|any_examples|more_detail) walk_(?:me|us)
talk_(?:me|us|more|a_(?:bit|little)|about(?!.*_with\b)) speak_(?:more|a_(?:bit|little)|louder|up_a|about(?!.*_with\b))
take_(?:me|us|your_time|a_(?:moment|minute|second|breath)) show_(?:me|us) bring_(?:me|us|(?:it|that)_to_life) expand(?!_(?:the|your)) elaborate
outline illustrate articulate sketch recap recount define add_(?:anything|something|more|to_that) zoom play_back
break_(?:it|that|this)_down clarify(?!.*_with\b) unpack
share_(?:more|a_(?:bit|little)|an|what|how|why|something|with_(?:me|us)|that_with_(?:me|us)|your_(?:thinking|thoughts|feelings|view|story|hopes|fears))
go_(?:on(?!_(?:a|an|the|leave|holiday|strike|to))|further|deeper|a_bit_(?:deeper|further)|(?:back_)?(?:over|into|through|to)_(?:it|that|this|what|when|more))
carry_on keep_going continue repeat rephrase remind_(?:me|us) sum_up sum_(?:it|that|this) summarise slow_down_(?:here|for_a|there)
pause(?!_(?:the|your|it)) stop_(?:here|there|for|you|and) get_(?:a_(?:sense|feel|picture)|clear(?:er)?_on|closer_to_what) imagine picture
recall remember(?!_to) think_(?:of_(?:a|an|any\w*|another|other|times|some\w*)|back|about_(?:what|how|a_time|when)|aloud|out)
put_(?:it|that|this|them|your|a|some|into|yourself)_(?:\w+_)*(?:words?|sentence|number|name|shoes|place|position)
name be_(?:more|a_(?:bit|little)_more)_(?:specific|concrete|precise) spell paint find_(?:a_|the_)?(?:words?|image) rate
finish_(?:that|the|this)_sentence complete_(?:that|the|this)_sentence point_to notice look_(?:back|at_it_from|ahead) reflect
write_(?:down_)?(?:that|it)_for_us hold_that pick_one choose_one start_(?:with|from)_(?:what|where) offer_you_a_(?:minute|moment|pause)
hear(?!_him|_her|_them) know(?!_when) understand stay_with stay_(?:there|here) see_(?:what|how|it|that|where|any|yourself|more|an?_way|an?_pattern|the)
ask_(?:you|a_question|one_(?:more|question)|something|what_you|how_you|about_your) check_(?:i|that_i|if_i|what|my|whether_i|something)
"""
WH = "what which who whom whose how why whats whos hows wheres whens whatever"

WRITTEN = {
    "act": "|".join(ACTS.split()),
    "did": "|".join(DID.split()),
    "invite": "|".join(INVITING.split()),
    "know": "hear|know|understand|learn_(?:more|what|how|about)|see_(?:what|how|it|where|more)|get_(?:a_(?:sense|feel|picture)|clearer?)|say_more|tell_(?:us|me)",
    "ing": (
        r"(?!(?:some|any|every|no)?thing\b|being\b|feeling\b|meeting\b|morning\b|evening\b|wellbeing\b|during\b|bring\b"
        r"|spring\b|training\b|funding\b|building\b|staffing\b|timing\b|having_to\b|going_on\b|happening\b)\w+ing"
    ),
    "good": (
        "(?:an?_|the_|your_)?(?:really_|more_|most_|so_|very_|too_|much_|perhaps_)?(?:good|better|best|great|nice|wise|wiser|sensible|worth(?:while)?|useful|helpful|handy|smart|easier|simpler|"
        "quicker|safer|fairer|kinder|interesting|beneficial|healthier|prudent|advisable|important|essential|vital|idea|option|possibility|time|high_time|about_time)"
        "(?:_(?:idea|plan|move|thing|option|thought|approach|way|step|time|off|while))?"
    ),
    "thing": (
        r"(?:mediation|coaching|counselling|therapy|supervision|delegation|delegating|outsourcing|occupational health|hr|mentoring|flexible working"
        r"|(?:an? |some |the |your )?(?:\w+ )?(?:mentor|coach|union rep|union|therapist|counsellor|template|checklist|rota|spreadsheet|helpline|away day|day off|break|holiday"
        r"|sabbatical|course|workshop|survey|trial|pilot|consultant|facilitator|plan b|compromise|written agreement|job share|secondment|action plan))"
    ),
    "concrete": (
        "(?:ask|tell|talk|speak|go|call|ring|email|writ|apply|delegat|tak|giv|mak|sett|us|rais|approach|gett|hir|try|mov|leav|say|start|stopp|join|keep|find"
        "|book|send|shar|involv|invit|pay|run|hav|do|work|offer|putt|reach|bring|swap|chang|look|escalat|report|document|resign|chang|split|step|mak|propos)ing"
    ),
    "modal": "could|can|might|would|may|cant|couldnt|wouldnt|mightnt|will|wont",
    "who": (
        r"he|she|they|someone|somebody|anyone|anybody|another_\w+|others|one_of_(?:the|your|them)(?:_\w+)?|hr|"
        r"(?:someone|somebody|anyone|anybody)_else|(?:your|the)_\w+(?:_(?:of|in)_(?:the_)?\w+)?(?:_(?!be\b|have\b|not\b)\w+)??"
    ),
    "wh": "|".join(WH.split()),
    "reporting": (
        r"(?:you|he|she|they|people|everyone|boss|manager|team|partner|voice|part|that)_(?:\w+_)?(?:said|say|says|saying|feel|feels|felt|think|thinks|thought"
        "|believe|believes|believed|mentioned|told|tell|tells|telling|describe|described|decided|know|knew|know|realise|realised|assume|assumed)"
    ),
}

GROUPS = {name: "(?:" + words.replace("_", " ") + r")(?!\w)" for name, words in WRITTEN.items()}

_GROUP = re.compile(r"\{([a-z]+)\}")


def fill(pattern: str) -> str:
    """The pattern with the words of each group it names."""
    return _GROUP.sub(lambda group: GROUPS[group[1]], pattern)
