"""Advice in its disguises: questions that carry an answer of the asker's.

Class A2 is a suggestion as a question. Those without a source were found by listening for the grammar of suggestion in English.
"""

from cop.meetings.questions.values import Rule

SNEAKY = "J. Johnson, Are you asking sneaky questions?"
MISTAKES = "T. Stoltzfus, The top ten asking mistakes"
SMUGGLED = "acukltd.com, Why coaching isn't as easy as people think"

TRIED = (
    Rule(
        "A2",
        r"(?:have you (?:not )?|havent you |had you |hadnt you )(?:been able to |had a chance to |had a go at |yourself )?{did}"
        r"(?! (?:anyone|anybody|anything|any of)(?: else)?(?: about (?:it|this|that)| (?:how|what|that|who) .*)?(?: so far| before| at all| else)*$| so far$| before$| in the past$| (?:about|with|to|of)$| (?:at|around|from|outside) (?:home|you|work|your|here)|$)",
        "Have you tried talking to your manager?",
        "It can only be answered with yes or no, and both are about the asker's idea.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"(?:tried|considered|thought (?:about|of)|spoken to|talked to|any thoughts (?:about|of|on)|ever thought|looked into|heard of)"
        r" (?!(?:anyone|anything|so far)(?!\w))\w+",
        "Tried writing it down?",
        "The same, with the first words left out.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"(?:has|have|hasnt|havent) {who} (?:not )?(?:tried|thought (?:about|of)|considered|suggested|looked (?:at|into)|offered)"
        r"(?! (?:anyone|anything|so far|before)|$)",
        "Has your team considered a rota?",
        "An idea of the asker's, for somebody else to have had.",
    ),
    Rule(
        "A2",
        r"(?:did|didnt) you (?:not )?(?:try|consider|think (?:of|about) {ing}|think to|look into|get around to|manage to (?:speak|talk|ask))(?! anything| anyone|$)",
        "Did you consider asking her?",
        "The idea comes with the question.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"(?:do you )?(?:think|fancy|try|been tempted|feel like|do you (?:fancy|feel like)|tempted) (?:of |about |to |by )?(?:{ing}|{act})",
        "Ever think of leaving?",
        "The idea comes with the question.",
    ),
    Rule(
        "A2",
        r"have you (?:given any thought|ever been tempted|got|been tempted|access) ?(?:to {ing}|to {act}|an? {thing})",
        "Have you ever been tempted to walk away?",
        "The idea comes with the question.",
    ),
    Rule(
        "A2",
        r"how about (?!(?:you|your|them|him|her|us|others?|now|today|that|this|it|when|at|since|before|after|in|those|these|everyone|yours|here|there|the (?:team|others|rest|people|family|children|board|patients|staff))\b(?! (?:{act}|{ing}|if|on|with))(?: (?!\w+ing\b)\w+){0,2}$)\w|what about (?:(?:your|the|one of your) \w+(?: \w+)? {concrete}|if |{thing}|(?:you|we|they|she|he|your \w+) {act}|you {ing}|not {ing}|{ing}|an? |some |maybe |setting|we |having|being |doing |going )",
        "How about asking for a day off?",
        "A suggestion in the dress of an open question.",
        SMUGGLED,
    ),
    Rule(
        "A2",
        r"what if you (?!were(?:nt)?\b(?! to)|had(?:nt)? (?:no|all|more|a magic|only)|are |arent |didnt|did not|knew|couldnt|could do anything|do nothing|did nothing|dont|do not|fail|never|cant|got it wrong|lost|wait for)",
        "What if you told her tomorrow?",
        "The asker's plan, as an experiment of thought.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"what if (?:we|they|she|he|your \w+|the \w+|someone|somebody)(?: else)? (?:could |were to |can )?(?:{act}|took|did|made|ran|met|came|went|gave|held|sent|wrote|spoke|paid|led|kept|put|set|shared|started|helped|{did})\b(?! (?:no|all|more))",
        "What if your deputy took the chair?",
        "The same, for somebody else.",
    ),
)

MAYBE = (
    Rule("A2", r"(?:if|supposing) you (?:were to )?(?:asked|told|spoke|talked|went|took|wrote|gave|let|made|got|said|set|put|stopped|started|left|tried|{did})(?: \w+)*$", "And if you told him no?", "The asker's plan, as an experiment of thought.", place="asked"),
    Rule("A2", r"{concrete} (?:for|him|her|them|your|the|a|someone|to|with|it)\b(?!.* (?:is|was|feels|makes))|not (?:worth|tempted|possible|thinking|considered|thought|tried|spoken|asked|an option)|an? (?:job|case|matter|conversation|question|task) for (?:hr|your|the|an?)|you (?:do )?(?:know|realise) (?:that )?(?:you (?:can|could)|there)", "Or asking for help?", "The idea is there without the verb.", place="asked"),
    Rule("A2", r"how (?:could|might|would|can) (?:an? |some |{thing}|{concrete})(?: ?\w+){0,6} (?:help|work|make|improve|support)\b", "How might a mentor help?", "The help is named in the question."),
    Rule("A2", r"(?:would|might|could) (?:it|that) (?:not )?(?!matter|mean|change)(?:\w+ ){1,4}if you (?!could (?:say|tell))|(?:would|is) (?:it|that) (?:not )?(?:be )?(?:so |that |such a )(?:bad|terrible|awful|hard|difficult|crazy|wrong)(?: thing)? (?:to|if)|(?:would|could|might|is) (?:that|this|it) (?:not )?(?:be )?something (?:to|you (?:could|can|might)|for)|(?:could|couldnt|cant) (?:it|that|this|they|she|he) wait", "Would it be so terrible to say no?", "The idea is there; only the courage is asked for."),
    Rule("A2", r"(?:couldnt|cant|wouldnt|shouldnt|mightnt) (?:{who}|that|this) (?!feel|see|say|know|think|understand|have|mean)\w+|(?:can|could) {who} do (?:the|that|this|some|it)|(?:does|do|has|have) (?:your|the) \w+ (?:have|offer|provide|got|run) (?:any )?{thing}|isnt (?:the|your) .*\b(?:thing|step|way|answer|solution|point|option) (?:to|is|that)|is there anything to be said for|is there (?:a|any) (?:case|argument|room) for (?!doing nothing){ing}|(?:is|would) (?:be )?a good (?:time|moment|point) to", "Can't HR deal with it?", "The asker's idea of who should do it.", MISTAKES),
    Rule("A2", r"you have (?:been able to |not )?{did} (?!(?:so far|anything|everything|so much|a lot|many|hard)(?!\w))\w+", "I assume you've spoken to her?", "Have you tried, as an assumption.", place="asked"),
    Rule("A2", r"(?:(?:an?|some|more) \w+|{ing} \w+|(?:its|it is) time|theres (?!something you|more)|there is an?|{act}|it (?:would|might|could|is) (?:be |help )?(?:{good}|easier)?|(?:the|your) \w+ (?:could|should|might))", "Maybe a walk would do it?", "Maybe makes it softer, and it is still the asker's idea.", place="hedged"),
)  # fmt: skip

WHY_NOT = (
    Rule(
        "A2",
        r"why not (?!(?:$|do you|is |was |now$|me|you$|him|her|them|then)(?!\w))\w+",
        "Why not ask for help?",
        "It asks for an excuse for not doing it.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"(?:why|how come) (?:dont|do|wouldnt|havent|have|arent|are) (?:you|we|they|he|she) (?:not )?(?:all )?(?!(?:want|like|feel|trust|think|believe|know|agree|get on|see|care|need|enjoy|understand|expect|mind|love|say that|said|always|you|told (?:us|me))(?!\w))(?:{act}|try|{did}|{ing})",
        "Why don't you ask for help?",
        "It asks for an excuse for not doing it.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"why dont you\b(?! want| like| feel| trust| think| believe| know| agree| get on| see| care| need| enjoy| understand| expect| mind| have)",
        "Why don't you be the one to say it?",
        "The commonest suggestion in English.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"how come (?:you|they|we|he|she) (?:dont|havent|wont|cant|arent) (?!want|like|feel|trust|think|believe|know)(?:{act}|{did}|{ing})",
        "How come you don't ask for help?",
        "It asks for an excuse for not doing it.",
    ),
    Rule(
        "A2",
        r"why (?:cant|couldnt|wouldnt) (?:you|we|{who}) {act}\b",
        "Why couldn't you leave early?",
        "It asks for an excuse for not doing it.",
    ),
    Rule(
        "A2",
        r"(?:is there )?(?:any|a|some|no) (?:\w+ )?reasons? (?:why |that )?(?:not to|you (?:cant|couldnt|havent|wouldnt|shouldnt|dont|could not|have not|are not|would not))",
        "Is there any reason you can't ask her?",
        "It asks for an excuse for not doing it.",
    ),
    Rule(
        "A2",
        r"how (?:hard|difficult|easy|feasible|realistic|possible|likely) (?:would|could|is|might) (?:it|that) (?:be )?(?:for you )?to {act}|where(?:s| is| would be) the harm|what harm|what (?:would|could|might) (?:stop|prevent) you (?:from )?{concrete}|what(?:s| is| would be| would) (?:the harm in|wrong with {ing}|so bad about {ing}|(?:to )?stop you (?:from )?{concrete}|stopping you (?:asking|telling|talking to|speaking|calling|ringing|emailing|writing|applying|delegating|taking|setting|raising|approaching|hiring) (?!action)\w+|to lose by|against {ing}|the downside of {ing}|the worst that could happen if you)",
        "What's the harm in asking?",
        "The idea is there; only the courage is asked for.",
    ),
    Rule(
        "A2",
        r"what (?:have you got|do you have|would you have) to lose (?:by|from|in|if)",
        "What have you got to lose by asking?",
        "The idea is there; only the courage is asked for.",
    ),
    Rule(
        "A2",
        r"what(?:s| is)? (?:stops|stopping|prevents|preventing) you (?:from )?(?:just|simply) ",
        "What's stopping you from just asking her?",
        "Just makes it small, and the answer obvious.",
        place="anywhere",
    ),
    Rule(
        "A2",
        r"why (?:dont|not|cant|havent|didnt|wouldnt|couldnt) (?:you |they |we |he |she )?(?:just|simply) ",
        "Why can't you just tell them?",
        "Just makes it small, and the answer obvious.",
        place="anywhere",
    ),
    Rule(
        "A2",
        r"why would (?:you|they) not (?!want|like|feel){act}|why (?:wait|bother|keep|stay|worry|risk|put up|leave it|suffer|struggle|{act})\b(?! (?:you|now$))|why (?:is it (?:that )?you (?:dont|havent|cant|wont)|have you (?:not|never)|do you (?:never|insist on|have to|need to)|must you)",
        "Why wait until June?",
        "It asks for an excuse for not doing it.",
    ),
    Rule(
        "A2",
        r"what(?:s| is)? (?:stops|stopping|prevents|preventing|holding|keeping|keeps) you (?:back )?from (?:asking|telling|talking to|speaking|going to|calling|ringing|emailing|writing|applying|delegating|taking|setting|raising|approaching|getting|hiring|meeting) (?!(?:it$|that$|this$|up$|action|the (?:step|next|decision))(?!\w))\w+",
        "What's stopping you from asking for help?",
        "The idea is there; only the courage is asked for.",
    ),
    Rule(
        "L2",
        r"why didnt you (?:just |simply )?{act}",
        "Why didn't you ask for help?",
        "You should have, as a question.",
        MISTAKES,
        advice=True,
    ),
    Rule(
        "A2",
        r"(?:what|how) (?:(?:do|would|might) you (?:think (?:about|of)|say to|like the idea of)|would you feel about) (?:us |me )?(?:{ing}|an? \w+|if|the (?:idea|possibility|thought|option) of)\b",
        "What do you think about going part time?",
        "It asks for an opinion on the asker's idea.",
    ),
    Rule(
        "A2",
        r"how (?:does|would|might|do) (?!that|this|it|the|your|he|she)(?:{ing}|an? \w+) .*sound",
        "How does taking a week off sound?",
        "It asks for an opinion on the asker's idea.",
    ),
)
