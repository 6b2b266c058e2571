"""How a question lands: leading, judging, closed, several at once."""

from cop.meetings.questions.values import Rule

MISTAKES = "T. Stoltzfus, The top ten asking mistakes, and its sequel"

JUDGING = (
    Rule("L2", r"\b(?:why|what|how|who|where) (?:in (?:heavens?|gods) name|on earth|in the world|the (?:hell|heck|devil)|the \w+ing hell)\b", "Why on earth did you agree?", "It wants no answer.", MISTAKES, "anywhere"),
    Rule("L2", r"(?:^|[.?!] )(?:so |but |and |seriously ,? ?|honestly ,? ?)?what were (?:you|they) (?:even )?thinking[ .?!]*$|\bwhat was i supposed|\bwho do you think you are|\bwhat is wrong with you|\bwhats (?:wrong with you|your problem)\b", "What were you thinking?", "It wants no answer.", MISTAKES, "anywhere"),
    Rule("L2", r"\bare you (?:really|seriously|honestly|actually) (?:going to|saying|telling|suggesting|planning|asking|expecting|prepared to let)|\bare you (?:kidding|joking|serious)\b|\bseriously \?", "Are you really going to let that pass?", "The answer is in the tone.", MISTAKES, "anywhere"),
    Rule("L2", r"\bis(?:nt)? (?:that|this|it) (?:not )?(?:just|a bit|rather|simply|really|all just|only) (?:an? )?(?:bit )?(?:of an? )?(?:cop|excuse|selfish|lazy|naive|unfair|weak|avoid\w*|childish|silly|stupid|mean|harsh|cruel|running|hiding|easy|cowardly|pathetic|ridiculous|playing|making|your|because you|defensive|self)", "Isn't that just a cop out?", "A verdict with a question mark.", MISTAKES, "anywhere"),
    Rule("L2", r"\bhow could you (?:possibly |ever |even )?(?:let|allow|not |be so|have )|\bhow can you (?:possibly|not|just|even|live with|say that|expect)\b", "How could you let that happen?", "A verdict with a question mark.", MISTAKES, "anywhere"),
    Rule("L2", r"\b(?:do|did) you (?:seriously|honestly|really) (?:think|expect|believe|imagine)\b|\bwhat (?:on earth )?made you think (?:that |it |this )?(?:was|would be|is) (?:a good|ok|okay|acceptable|fair|sensible)|\bdont you (?:realise|care|get it|even)\b|\bwhose fault\b", "Did you seriously expect thanks?", "A verdict with a question mark.", MISTAKES, "anywhere"),
    Rule("L2", r"\bwhy (?:would|did|do|are|were) you (?:even|ever|always|being so|so (?:defensive|negative|stubborn|afraid|scared|difficult|angry|obsessed)|such|keep (?:letting|making|doing)|let (?:him|her|them|it|that|yourself)|still putting up|put up with|not see|making such|making excuses|bother)|\bwhy cant you (?:see|accept|understand|admit)", "Why are you so defensive?", "A charge with a question mark.", MISTAKES, "anywhere"),
)  # fmt: skip

LEADING = (
    Rule("L1", r"(?:dont|doesnt|didnt|isnt|arent|wasnt|werent|wouldnt|shouldnt|couldnt|cant|wont|havent|hasnt|hadnt|aint) (?:you|it|that|this|there|they|he|she|we|your|the|i|people|everyone|all|anyone|someone)\b", "Isn't she simply tired?", "It asks for agreement.", "School Reform Initiative, Pocket guide to probing questions"),
    Rule("L1", r"(?:is|are|was|were|do|does|did|would|could|should|can|have|has|will) (?:it|you|that|they|she|he|we|this|there) not\b(?! (?:be|have) (?:said|told))", "Is it not too late?", "It asks for agreement."),
    Rule("A2", r"^(?:so |but |and |well )?surely .*\b(?:can|could|should|needs?|must|ought)\b", "Surely someone else can do it?", "Leading, and it leads to the asker's idea.", MISTAKES, "anywhere"),
    Rule("L1", r"^(?:so |but |and |well )?surely\b|, surely\b", "Surely she knows?", "It asks for agreement.", place="anywhere"),
    Rule("L1", r", (?:right|correct|no|yes|yeah|innit|eh|huh|surely|agreed|dont you think|wouldnt you (?:say|agree)|dont you agree|do you not think|am i right|is that not so)(?: \w+)? ?[?.]*$|, (?:is|are|was|were|do|does|did|have|has|will|wo|would|could|should|can|ca)nt (?:it|you|he|she|they|we|that|there|i) ?[?.!]*$", "It is the money, isn't it?", "It asks for agreement.", place="anywhere"),
    Rule("L1", r"(?:wouldnt you (?:say|agree)|would you (?:not )?agree|do you agree|dont you agree|you must (?:feel|be|have|think)|admit it|you do (?:realise|know)|is it fair to say|i am sure you|i bet you)\b", "Would you agree that it is too late?", "It asks for agreement."),
)  # fmt: skip
