"""Advice by implication: the way is praised, presupposed or measured, and nobody is told to take it."""

from cop.meetings.questions.values import Rule

JUDGED = "The asker's judgement of what is best."
IN_IT = "The way is in the question."

HINTS = (
    Rule("A2", r"what if (?:the|your|all|both) (?:\w+ ){2,4}?(?:could|were to|just|simply|all|both)? ?(?:{did}|had|took|did|made|ran|met|came|went|gave|held|sent|wrote|spoke|paid|led|kept|put|set)\b(?! (?:no|all|more|to|not)\b)", "What if the two boards had a dinner together?", "The asker's plan, for somebody else to carry out."),
    Rule("A1", r"\bthe (?:way to go|way forward|obvious (?:answer|choice|thing|next step)|sensible (?:course|option|answer)|first thing to (?:get|do|have|put)|thing to get in place)\b(?! (?:for you|you)\b)(?!.*\b(?:what|how|which)\b)", "A handover would be the way to go.", JUDGED, place="plain"),
    Rule("A1", r"(?:look |listen )?the (?:answer|answers|solution|solutions|fix|remedy)(?: is|s)? (?:simple|obvious|clear|easy|straightforward)\b", "The answer's simple.", JUDGED),
    Rule("A2", r"(?:is|isnt|might|would) there (?:not )?(?:be )?(?:an?|some) (?:\w+ )?(?:argument|case|reason) (?:for|to) (?:\w+ )?(?!doing nothing)(?:{ing}|{act}|letting|being)", "Isn't there an argument for being upfront?", JUDGED),
    Rule("A2", r"\bwhat(?: i|)s (?:stopping|holding|keeping|preventing) you (?:back )?from (?:report|whistleblow|confront|sack|resign|leav|be)ing (?:honest |open |straight |clear |firm |it |him |her |them |that |this |to |with |the |your )", "What's stopping you from reporting it to the regulator?", "It asks for an excuse for not doing it.", place="anywhere"),
    Rule("A2", r"when you (?:do )?(?:finally|eventually|do) (?:{act}|raise|have|sit)", "When you do finally raise a grievance, who will you take?", "The plan is taken for granted."),
    Rule("A1", r"(?:{who}|(?:the|those|these|all|our) (?:\w+ ){1,4}?)\b ?needs? to (?!(?:know|feel|hear|say|understand|be (?:said|heard|true|different|in place|clear|settled))\b)\w+", "The board papers need to go out earlier.", "Need is advice, whoever says it.", place="alone"),
    Rule("A2", r"am i right in (?:thinking|saying|assuming) (?:that )?(?:you|they|we|he|she|{who}) (?:could|can|should|might|ought)\b", "Am I right in thinking you could draw on the reserve?", IN_IT),
    Rule("A2", r"\bhow much (?:\w+ )?(?:easier|simpler|lighter|smoother|better|happier|calmer|quicker|cheaper|safer|time|money|stress|work|energy) (?:would|could|might) .*\bif (?!you (?:knew|felt|could|were|believed|trusted)\b)(?:you|someone|somebody|the|your|they|he|she|we)\b", "How much time would it free up if someone else did the rota?", "A promise for doing the asker's idea.", place="anywhere"),
    Rule("A2", r"what (?:do you (?:think|imagine|reckon) |might |would |could |difference would )?an? (?:\w+ ){1,6}?(?:(?:would|could|might) )?(?:do|bring|add|offer|give|change) (?:for|to|you|that|the|your|this)\b", "What do you think a good mediator would bring to this?", "The help is named in the question."),
    Rule("A2", r"in (?:what|which) ways? (?:could|might|would|can) an? (?:\w+ ){1,4}(?:serve|help|benefit|support|make|ease|free|suit|work)\b", "In what way could a smaller board serve you better?", "The help is named in the question."),
    Rule("A1", r"(?:are|were|was) the ones? (?:that|who|which) (?:had|got|went|did|made|took|kept|{did}|\w+ed)\b(?!.*\b(?:what|how|which)\b)", "The charities that got through were the ones that merged early.", "What worked elsewhere.", place="inside"),
    Rule("S1", r"(?:you know )?what (?:our|my|the last|one) (?:\w+ ){1,3}?(?:did|does|used to|tried|said|told)\b", "You know what our director did?", "What worked elsewhere."),
    Rule("A1", r"(?:i (?:notice|see|hear) (?:that )?)?you have(?:nt| not) (?:mentioned|considered|said anything about|talked about|thought (?:of|about)) (?:{ing}|the (?:option|possibility)|an? )", "You haven't mentioned going to the paper.", "The asker's idea, as something overlooked.", place="alone"),
    Rule("A1", r"(?:its|it is) (?:interesting|funny|striking|remarkable|amazing) how (?:many|some|often|much|few)\b", "It's interesting how many groups went back to paper.", "What worked elsewhere."),
    Rule("A2", r"\b(?:can|could) (?:you |we |they )?afford not to\b", "Can you afford not to involve her?", IN_IT, place="anywhere"),
    Rule("A2", r"what (?:\w+ )?(?:benefits?|advantages?|value|merits?|good) (?:do you see|would there be|is there|might there be|could come) (?:in|of|from|to) {ing}", "What benefits do you see in telling the team first?", IN_IT),
    Rule("A2", r"what (?:difference|change) would it make (?:to|for you to) (?:have|get|put|bring|use) ", "What difference would it make to have one record system?", IN_IT),
    Rule("A1", r"(?:would|might|could) be (?:step one|a (?:good |sensible )?(?:first step|start|place to start)|the (?:first step|thing|key|making of))\b", "A terms of reference would be step one.", JUDGED, place="inside"),
    Rule("A2", r"(?:would|do) you (?:not )?(?:say|think|agree|feel) (?:that )?you (?:need|ought|should|have|want|could do with|must)(?: to| an?| more| some)? ", "Would you say you need to be firmer?", "It asks for agreement with the asker's idea."),
    Rule("A2", r"(?:might|could|may|would) it (?:not )?(?:help|work|pay|be (?:good|better|worth)) to (?:name the|(?!{invite}|(?:say more|tell us|hear)\b)\w+ (?!more\b)\w+) \w+", "Might it help to name the elephant in the room?", "A good idea is still an idea of the asker's."),
    Rule("A1", r"you (?:have|have got|got) (?:two|three|only two|only one|one) (?:choices?|options?|ways?|routes?)\b", "You have two choices, manage him or move him.", "Two answers of the asker's, and no third."),
    Rule("A2", r"(?:can|could|might|would) (?:the|your|their|both|two) (?:\w+ ){1,6}?(?:share|swap|merge|join|pool|combine|cover|meet|team up|split|rotate|work together)\b(?! (?:what|how|more)\b)", "Could the foodbank and the advice service share a manager?", "The asker's idea of who should do it."),
    Rule("A2", r"(?:is|isnt) it (?:not )?(?:just )?possible (?:that )?if (?:you|they|he|she|we)\b", "Is it possible that if you trusted them they'd step up?", "A promise for doing the asker's idea."),
    Rule("A2", r"(?:could|can|would|might) you (?:ever )?(?:see|imagine|picture) yourself (?:{concrete}|tell|say)(?!ing (?:no|yes|goodbye) ?$)", "Could you see yourself telling the mayor that the date has to move?", IN_IT),
    Rule("A2", r"(?:is|are|was) there (?:anybody|anyone|somebody|someone)(?: \w+){0,5}? (?:who|that)(?: would|d)? (?:evaluate|fund|host|do|run|lend|teach|train|mentor|chair|cover|write|lead|sponsor|check|review|audit)\b", "Is there anybody who'd evaluate it for nothing?", "The way is named in the question."),
)  # fmt: skip
