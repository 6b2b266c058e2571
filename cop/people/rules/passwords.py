"""Which passwords are too easy to guess. The list is our own: what people here reach for first."""

import re

from cop.core.errors import RuleBroken

SHORTEST = 12
LONGEST = 1_024
FEWEST_SIGNS = 5
_WORDS = """
    abc abcd abcde abcdef abcdefg abcdefgh abcdefghijkl abcdefghijklm abcdefghijklmnopqrstuvwxyz access
    actionlearning admin adminadmin administrator amanda amazon amelia andrew android angel angels anything apple
    april arsenal asdfgh asdfghjkl ashley aston august autumn azerty baby backup bailey banana baseball basketball
    batman beatles bella bentley beyonce birmingham birthday biscuit black blink blue bristol britain brother
    business buster butterfly cambridge cardiff cash celtic champion change changeme charity charlie charlotte
    cheese chelsea chocolate christ christmas cisco coffee community communityofpractice company computer cookie
    correcthorsebatterystaple corvette cricket crystal dad daddy daisy daniel darling database david december
    default demo diamond diana disney doctor dollar donald dragon drummer eagle easter edinburgh eight elizabeth
    emily eminem england everton facebook falcon family father february ferrari fire five flower fluffy football
    fortnite four freedom friday funder gandalf garfield george ginger glasgow god golden golf goodbye goodmorning
    google green guest guitar halloween hannah harry harrypotter health healthcare heaven hello hellothere hithere
    hockey hogwarts holiday honda honey hospital hunter iloveu iloveyou instagram internet iphone ireland ironman
    jack jaguar james january jennifer jessica jesus john jordan joseph joshua july june keyboard killer learning
    learningset leeds leicester letmein letmeinplease lightning linux lion liverpool login logon london lottery love
    lovely lover loveyou lucky maggie manchester manchestercity manchesterunited manutd march master matrix matron
    matthew may medical medicine mercedes metallica michael mickey microsoft million minecraft minnie mobile molly
    monday money monitor monkey mother mouse mum mummy music mustang mypassword mypasswordis netflix newcastle
    newpassword nhs nhsengland nicole nine nintendo nothing nottingham november number nurse october office
    oldpassword oliver olivia one onetwothree onetwothreefour opensesame oracle orange oscar oxford pass passcode
    passphrase passw password passwordpassword passwort patient patients peace pepper phoenix phone piano pikachu
    playstation poiuytrewq pokemon police poppy porsche pound practice prince princess printer purple pw pwd qazwsx
    qazwsxedc queen qwerty qwertyuiop qwertyuiopasdfghjklzxcvbnm qwertz rainbow ranger rangers red richard rihanna
    robert root rosie rugby safepassword samantha samsung saturday scotland secret secretpassword securepassword
    september server seven shadow sheffield signin silver sister six snoopy soccer soldier something sophie
    spiderman spring starwars strongpassword summer sunday sunshine superman surgery suzuki sweetheart system team
    teamwork teddy television temp temporary tennis test tester testing thepassword thisismypassword thomas three
    thunder thursday tiger tottenham toyota trustee trustno trustnoone tuesday twitter two ubuntu user victoria
    villa wales wednesday welcome welcomewelcome wellbeing westham whatever white william windows winner winter
    wolves work working xbox yamaha yellow york youtube zero zxcvbn zxcvbnm
    """
OBVIOUS = frozenset(_WORDS.split())

_LOOKALIKES = str.maketrans("013457@$!", "oleastasi")
_NOT_A_LETTER = re.compile(r"[^a-z]+")
_REPEATED = re.compile(r"(.+?)\1+")
_TAIL = "0123456789 !?.,-_*#$&+="
_MOST_LOOKED_AT = 60


def check_password(password: str, *, about: tuple[str, ...] = ()) -> None:
    """Raises RuleBroken when it is short, overlong or obvious. `about` are words of the person: name and address."""
    if len(password) < SHORTEST:
        raise RuleBroken(
            "A password has at least %(least)s characters. "
            "Three or four words that do not belong together are easy to keep.",
            least=SHORTEST,
        )
    if len(password) > LONGEST:
        raise RuleBroken("A password has at most %(most)s characters.", most=LONGEST)
    if _is_obvious(password.lower(), about):
        raise RuleBroken(
            "That password is one of the first that anybody would try. "
            "Take words that have nothing to do with each other or with you."
        )


def _is_obvious(password: str, about: tuple[str, ...]) -> bool:
    if len(set(password)) < FEWEST_SIGNS or password.isdecimal():
        return True
    own = {_NOT_A_LETTER.sub("", word) for part in about for word in re.split(r"[\W_]+", part.lower())}
    known = (OBVIOUS | own) - {""}
    core = password.rstrip(_TAIL)
    return any(_is_made_of(_letters(text), known, most=2) for text in (password, core.translate(_LOOKALIKES)))


def _letters(text: str) -> str:
    letters = _NOT_A_LETTER.sub("", text)[:_MOST_LOOKED_AT]
    repeated = _REPEATED.fullmatch(letters)
    return repeated[1] if repeated else letters


def _is_made_of(text: str, known: frozenset[str], *, most: int) -> bool:
    if not text:
        return False
    if text in known:
        return True
    return most > 1 and any(
        text.startswith(word) and _is_made_of(text[len(word) :], known, most=most - 1) for word in known
    )
