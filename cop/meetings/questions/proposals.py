"""Advice as a closed question: could you, would it help, is there a way, shouldn't they."""

from cop.meetings.questions.suggestions import MISTAKES, SNEAKY
from cop.meetings.questions.values import Rule

COULD = (
    Rule(
        "A2",
        r"(?:could|can|couldnt|cant|might|mightnt|would|wouldnt|may) (?:you|we) (?:not |both |all |try and |try to |go and |be able to |at least |like to |want to |ask to )?(?!{invite}){act}\b|(?:could|couldnt|cant|might) you (?:not )?(?!{invite}|see|be|do|have|feel|imagine|tell|live|cope|manage|bear|afford|believe|want|not|also|get|both|all|need|like|find|use|come|survive|sense|tolerate|face|hear)\w+",
        "Could you ask your manager for more time?",
        "A request to do the asker's idea.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"(?:would|could|will|might|can|are|wouldnt|couldnt|arent) you (?:be )?(?:not )?(?!{invite})(?:feel better|be happier|consider|considering|(?:be )?(?:open|willing|prepared|able|ready|free|happy|inclined|up for|better off|tempted|brave enough|comfortable|in a position)(?: to| for)?|benefit from|think of|feel able to|feel comfortable|find it (?:useful|helpful)|not be better|get more out of|entertain|cope better|be better)(?! (?:to )?(?:{invite})|$| with (?:that|this)| to us| to me)",
        "Would you consider mediation?",
        "A request to do the asker's idea.",
        SNEAKY,
    ),
    Rule("A2", r"(?:are|arent) you (?:not )?(?:able|open|in a position|allowed|free) to (?!(?:{invite}|do\b|say|see|be )(?!\w))(?:{act}|{ing})", "Are you able to ask for an extension?", "A request to do the asker's idea."),
    Rule(
        "A2",
        r"(?:could|couldnt|cant|can|would|wouldnt|might|mightnt|wont) {who} (?!say no)(?:not |be asked to |be persuaded to |be able to |be |help you |help (?:with|out)|stand in|step in|do (?:it|that|some)|{act}\b)",
        "Couldn't your deputy take the minutes?",
        "The asker's idea of who should do it.",
    ),
    Rule("A2", r"(?:could|can|couldnt|cant|might|would|wouldnt) (?:it|that|this|some of (?:it|that|this)|part of (?:it|that|this)) (?:not )?be (?:\w+ed|done|shared|split|cut|put|run|sent|taken|given|written|held|moved)\b", "Could some of that be done by somebody else?", "The asker's idea of how it could be done."),
    Rule(
        "A2",
        r"(?:would|might|could|may|will|wouldnt|mightnt|couldnt|wont) (?:it|that|there|things) (?:not |maybe )*(?:be|feel|make sense|make things|make it|help|seem|pay|work better|go better|have been|not hurt|hurt) ?(?:of )?(?:more |any )?(?:{good}|interesting|feasible|possible|merit|value|mileage|scope|benefit|a case|room|a way|someone|you|to|if|fair to|crazy to|mad to|silly to|more \w+ to|easier|simple to)"
        r"(?! (?:for (?:you|me|us) )?(?:to |if you |if you could |if i |if we |if you were to )?(?:{invite}|{know})| (?:if|when) (?:i|we)\b| that (?:you|she|he|they) (?:are|is|feel|want|were|was|fear))(?! (?:hear|know|say|tell|stop|pause|stay|i |we ))",
        "Would it help to write to her first?",
        "A good idea is still an idea of the asker's.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"(?:is|isnt|was|wasnt) (?:it|this|that|now) (?:not )?(?:{good}|time|possible|feasible|realistic|an option|fair)(?: for you| you| that you)? (?:to (?!{invite}|{know}|do\b|be\b)|{ing}|that you (?:could|should|spoke|told|asked|had|took|made)|if you (?!could say|could tell)|you (?:{did}|{act}|\w+ed|had|got|took|made|left|went))",
        "Is it worth asking HR?",
        "A good idea is still an idea of the asker's.",
        SNEAKY,
    ),
    Rule(
        "A2",
        r"(?:is|isnt|are|arent|was|wasnt|might|could|would) there (?:not )?(?:be )?(?:(?:a|any|some|no|another|an|other|not|the) )*(?:\w+ )?(?:way|ways|chance|scope|value|merit|mileage|point|room|option|options|possibility|opportunity|case|benefit|sense|someone|somebody|anyone|anybody|person|people|colleague|friend|mentor|place|time|space|things|tools|resources|techniques|strategies|steps|tasks|parts|meetings|jobs|bits|something|days)(?: else)? (?:\w+ ){0,3}?(?:(?:that |who |where |when |for )?(?:you|they|she|he|we|your \w+) (?:could|can|might|may|would|to) (?:not )?(?!look at|see|think|do\b|be\b|say|feel|{invite}){act}|(?:in|to be said for|of) (?:{ing}|an? |the )|(?:who|that) (?:could|can|might) (?!help\b|say|see|know|tell)\w+|of {ing}|to (?!do\b|be\b|look at|see|think|say|feel|{invite}){act}|for (?:a|an|some|more) )",
        "Is there a way you could share the work?",
        "The way is named in the question.",
    ),
    Rule("A2", r"(?:is|isnt|would|wouldnt|might|could) (?!(?:that|it|this|there|you|he|she|they|we|doing nothing)\b)(?:\w+ ){1,6}?(?:be )?(?:an option|a possibility|an idea|on the table|worth (?:a|considering|trying|exploring|thinking|looking|it)|be (?:useful|helpful)|out of the question|a good (?:idea|place|way|move)|useful|helpful|help|work better|ease|be better)\b(?! (?:for|in) (?:you|us) to (?:hear|say|know))", "Would a mentor help?", "The help is named in the question."),
    Rule("A2", r"(?:any(?:\w+)?|no|nobody) (?:\w+ )?(?:way|ways|chance|scope|value|merit|mileage|point|room|possibility|option|hope|one|body)? ?(?:else )?(?:that )?(?:you (?:could|can|might)|to|of|in|for) (?!(?:{invite}|look|see|do\b|say|that|this|add|us|the|your)(?!\w))(?:{act}|{ing}|an? )|(?:(?:any|some)(?:one|body)|nobody|no one) (?:else )?you (?:could|can|might) {act}|(?:not )?(?:time|better|best|easier|safer|simpler|quicker|kinder|fairer) (?:to (?!{invite}){act}|off {ing}|for (?:a|an|some))", "Any chance you could delegate it?", "The way is named in the question."),
    Rule("A2", r"(?:would|might|could|wouldnt|couldnt|mightnt|will|wont) (?:an? |some (?!people|of)|more |{ing} |having )(?!(?:.*\b(?:say|see|think|notice|agree|describe|feel|know|tell you)\b)(?!\w))\w+ \w+", "Would a short note clear the air?", "The help is named in the question."),
    Rule("A2", r"(?:wouldnt|couldnt|shouldnt|mightnt|cant) (?:it|you|we|they|he|she|your|the|someone|somebody)\b(?! (?:say|agree|that|be (?:afraid|worried|hurt|upset|angry|scared)|feel|mind|think|know|see|have (?:been|felt)))|cant (?:you|we) (?:not )?\w+", "Wouldn't you save time that way?", "Leading, and it leads to the asker's idea.", MISTAKES),
    Rule("A2", r"(?:isnt|arent|is|are) (?:it|there|that|this) (?:not )?(?:(?:a|an|any|some|something|somebody|someone|what) )?(?:better|best|easier|safer|kinder|simpler|quicker|fairer|time|{thing}|policy|process|procedure|system|(?:for|to) (?:hr|your|the)|your \w+s job|what (?:hr|your \w+|the \w+) (?:is|are) for)(?: \w+|$)", "Isn't that something for HR?", "Leading, and it leads to the asker's idea.", MISTAKES),
    Rule("A2", r"dont you (?:want to|need|have (?:a|an|any|someone|to)|owe|deserve|usually|normally|ever) ?\w*|havent you got\b|(?:does|doesnt|do|will|would) (?:it|that) (?:not )?(?:make sense|help|pay|work) (?:to|if you|when you) (?!{invite})|(?:does|will) {ing} .*help", "Don't you have a deputy for that?", "Leading, and it leads to the asker's idea.", MISTAKES),
    Rule("A2", r"\bif you (?:were to |just |simply )?(?:asked|told|spoke|talked|went|took|wrote|gave|let|made|got|said|set|put|stopped|started|left|{did}|{act}) [^?.]*(?:,|then) (?:would|wouldnt|could|couldnt|might|will|wont)\b", "If you told her, wouldn't she help?", "A promise for doing the asker's idea.", place="anywhere"),
    Rule("A2", r"(?:should|shouldnt|must|mustnt|oughtnt|ought|hadnt|neednt|need) (?:you|we|it|that|this|{who})\b(?! both know)", "Shouldn't you tell them first?", "Should is advice, whoever says it.", MISTAKES),
    Rule(
        "A2",
        r"(?:do|dont|did|didnt|would) (?:you )?(?:not )?(?:think|reckon|believe|feel like|find|agree|suppose|imagine)(?: that| maybe| perhaps)* (?:(?:you|we|they|she|he|your \w+|the \w+|someone) (?:should|ought|need to|needs to|could (?!have)|might (?:want|need|benefit)|need (?:an?|more|some)|would be better|would benefit|are better|must|may need|has to|have to|better)|(?:it|there|that|this) (?:would|might|could|may|is|will) (?:be|help|have|make|not|{good})|its |theres |{ing} |an? \w+ |(?:\w+ ){1,6}?(?:would|might|could|will) (?:help|be|make|work|give|ease|do))",
        "Do you think it would be a good idea to wait?",
        "It asks for agreement with the asker's idea.",
        SNEAKY,
    ),
    Rule("A2", r"(?:might|would|could) you (?:not )?(?:want|need|like|find|do|be better|be best|feel better|prefer|get|benefit|be wise|be able)(?: to| it| from| off| with| by| if)+ (?!{invite}|a moment|stop)", "Might you want to wait a week?", "A request to do the asker's idea."),
    Rule("A2", r"(?:do|dont|are|arent) you (?:not )?(?:need to|have to|want to|ought to|going to have to) (?!{invite}|know|be there|report|do\b|pay\b){act}", "Don't you need to tell your board?", "Need is advice, whoever says it.", MISTAKES),
    Rule("A2", r"(?:is|are|was|were|would|could|can|will|should|do|does|might|has|have)(?:nt)? .*\b(?:instead|rather than)\b(?! of (?:you|who|what))", "Could it be done by phone instead?", "The other way is named in the question."),
    Rule("A2", r"(?:suppose|supposing|what would you say if|imagine if|say) you (?!are|were right|had|knew|could)\w+ \w+", "Suppose you told them the truth?", "The asker's plan, as an experiment of thought.", place="alone"),
    Rule("A2", r"(?:are you (?:familiar with|aware of (?:the|any|our)|aware (?:that )?(?:there|you can|you could))|(?:did|do) you (?:know|realise) (?:that )?(?:there|you can|you could|about (?:the|our)|we have|about)(?! (?:her|him|it|that|this)))", "Did you know there is a policy for that?", "Information that nobody asked for."),
    Rule("A2", r"(?:would|might|could|do|does|will|is|are) .*\b(?:better|easier|quicker|happier|simpler|calmer|safer) (?:if|with|by|in|from|when|off)\b", "Might she feel safer with a letter?", "The comparison is the asker's."),
    Rule("A2", r"about {concrete} \w+|what (?:do you )?reckon (?:to|about|on) \w+", "I wonder about asking her to stay.", "The idea is named."),
    Rule("A2", r", (?:(?:like|such as|for example|for instance|eg|e g|perhaps|maybe|say|possibly)(?: ,)? (?:by )?(?:{concrete}|{thing}|{act} (?:him|her|them|to|your|the|a)\b)|(?:{thing}|{concrete}(?: \w+){0,4}),? (?:maybe|perhaps|for example|for instance|possibly|by any chance|say) ?\?)", "What could you do, such as asking HR?", "An open question with the asker's answer behind it.", place="anywhere"),
    Rule("A2", r"(?:has|hasnt|did|didnt|does) it (?:not )?(?:\w+ )?(?:crossed?|occur(?:red)?|come) (?:to )?(?:your mind|you)(?: to| that| (?:you|she|he|they) (?:could|might|should))", "Has it crossed your mind to leave?", "The idea comes with the question."),
    Rule("A2", r"\b(?<!what )(?<!how )(?<!who )(?<!why )(?<!when )(?<!where )(?:do|did) (?:you|we|they) (?:really|actually|honestly) (?:need|have) to |\b(?<!what )(?<!how )(?<!who )(?<!why )(?<!when )(?<!where )does (?:it|that|this) (?:really |actually )?(?:have|need) to (?:be you|be perfect|happen|be done|be)\b", "Do you really need to be at every meeting?", "The answer is in the tone, and it is what to do.", place="anywhere"),
    Rule("A2", r"(?:do|have|dont) you (?:have |got |know )?(?:a|an|any\w*|some\w*)(?: \w+){0,3} (?:who |that |you |to )+(?:could|can|might|{act})", "Do you have a friend who could help?", "The way is named in the question."),
    Rule("A2", r"are you (?:thinking of|considering|tempted to|looking at|planning on) (?:{concrete}|{act})|(?:is|isnt|wouldnt|would) (?:now|this|today|that) (?:not )?(?:be )?(?:the|a) (?:\w+ )?(?:time|moment|chance|opportunity) to|(?:is|isnt) it (?:not )?(?:just |simply )?(?:a (?:case|matter|question) of|down to) {ing}", "Is today the right time to tell them?", "The asker's judgement of when."),
    Rule("A2", r"(?:isnt|arent|doesnt|hasnt|dont|wasnt|didnt) .*\b(?:supposed to|meant to|job to|responsib\w+|the (?:answer|solution|best|way)|(?:case|matter) of|allowed to|offers?|provide|have an?|have some|got an?|able to help|there to)\b", "Isn't your manager supposed to sort that out?", "Leading, and it leads to the asker's idea.", MISTAKES),
    Rule("A2", r"what (?:would|could|might) (?:be )?(?:the )?(?:benefit|advantages?|value|upside|point)s? (?:of|in|to) {ing}", "What would be the benefit of waiting?", "It asks for reasons for the asker's idea."),
)  # fmt: skip
