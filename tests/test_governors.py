"""What stands under a negation, a governor or a condition: whether it is so, and who does it, sentence by sentence.

Each line: a sentence, the predicate, who does it where that is tested, polarity and modality.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from newsgraph.extraction.clauses.clauses import find_clauses
from newsgraph.extraction.clauses.factuality import factuality

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

CASES = """
The army no longer controls Riga.|controls||negated|actual
The judge acquitted Ana Petric of murdering her husband.|murdering|Petric|negated|actual
Instead of attacking the town, the rebels withdrew.|attacking|rebels|negated|actual
Instead of attacking the town, the rebels withdrew.|withdrew|rebels|affirmed|actual
Norway is yet to ratify the treaty.|ratify|Norway|negated|actual
The minister avoided meeting the envoy.|meeting|minister|negated|actual
The union called off its strike.|called||affirmed|actual
Spain ruled out sending troops to Mali.|sending|Spain|negated|actual
The police prevented protesters from entering parliament.|entering|protesters|negated|actual
The firm scrapped plans to sack workers.|sack|firm|negated|planned
Peru has not only attacked Chile but also bombed Lima.|attacked||affirmed|actual
Peru has not only attacked Chile but also bombed Lima.|bombed|Peru|affirmed|actual
It is untrue that Norway expelled the envoy.|expelled||negated|actual
The report that Spain attacked Mali was false.|attacked||negated|actual
Few deputies backed the bill.|backed||negated|actual
A few deputies backed the bill.|backed||affirmed|actual
Hungary has still to approve the accession of Sweden.|approve||negated|actual
The regulator hasn't yet fined the bank.|fined||negated|actual
Neither Lukas Bauer nor Ivo Brandt attended the funeral.|attended||negated|actual
Not one of the deputies supported the bill.|supported||negated|actual
None of the passengers survived the crash.|survived||negated|actual
No one was injured in the blast.|injured||negated|actual
Under no circumstances would the union accept the offer.|accept||negated|hypothetical
The club abstained from criticising the referee.|criticising|club|negated|actual
The mayor declined to answer questions.|answer|mayor|negated|actual
The airline neglected to inspect the engine.|inspect|airline|negated|actual
The bank omitted to tell the regulator.|tell|bank|negated|actual
The bishop balked at signing the letter.|signing|bishop|negated|actual
The mayor voted against raising taxes.|raising|mayor|negated|actual
The union dropped plans to strike.|strike||negated|planned
The firm shelved a proposal to buy its rival.|buy||negated|planned
The troops held off attacking the village.|attacking||negated|actual
The factory ceased making tyres.|making|factory|negated|actual
Bad weather kept the ferry from leaving the port.|leaving|ferry|negated|actual
The ruling bars the company from selling the drug.|selling|company|negated|actual
The law forbids shops to sell knives.|sell|shops|negated|actual
His lawyers dissuaded him from testifying.|testifying|him|negated|actual
Rain deterred fans from attending the match.|attending|fans|negated|actual
Rather than resign, the minister sacked his deputy.|sacked||affirmed|actual
The police, far from helping the victims, arrested them.|helping|police|negated|actual
The court did not acquit Ana Petric.|acquit||negated|actual
The king rarely visits the north.|visits||negated|actual
The pilot barely survived the crash.|survived||affirmed|actual
The mayor barely speaks French.|speaks||negated|actual
Spain neither signed nor ratified the treaty.|ratified|Spain|negated|actual
Spain neither signed nor ratified the treaty.|signed|Spain|negated|actual
The minister did not resign but apologised.|apologised|minister|affirmed|actual
The ministry rejected the plan and fired its author.|fired|ministry|affirmed|actual
The firm did not deny paying the mayor.|paying|firm|affirmed|possible
He no longer denies taking the money.|taking||affirmed|possible
The police failed to stop the thieves from stealing the car.|stealing|thieves|affirmed|actual
The army did not only burn houses but killed farmers.|burn||affirmed|actual
Police did not merely detain the singer; they beat her.|detain||affirmed|actual
The minister is not unaware that prices rose.|rose||affirmed|actual
The premier has so far failed to form a government.|form|premier|negated|actual
The talks ended with no agreement.|ended||affirmed|actual
Few voters trust the party.|trust||negated|actual
Hardly anyone attended the rally.|attended||negated|actual
A grand jury indicted Paul Drake for smuggling ivory.|smuggling|Drake|affirmed|possible
Police arrested two men for robbing a bank.|robbing|men|affirmed|possible
The jury found the nurse guilty of killing two patients.|killing|nurse|affirmed|actual
The jury found the nurse not guilty of killing two patients.|killing|nurse|negated|actual
The tribunal exonerated the admiral of selling secrets.|selling|admiral|negated|actual
The report cleared Lee of any involvement in the attack.|attack||affirmed|actual
The general was acquitted of ordering the massacre.|ordering|general|negated|actual
The bank was fined for laundering money.|laundering|bank|affirmed|actual
The activist was jailed for insulting the king.|insulting|activist|affirmed|actual
A judge sentenced the actor to three years in prison for evading tax.|evading|actor|affirmed|actual
The paper apologised for calling the mayor a thief.|calling|paper|affirmed|actual
The dean blamed the students for starting the fire.|starting|students|affirmed|actual
The senator dismissed claims that he took bribes.|took|he|negated|possible
The senator denied any wrongdoing.|denied||affirmed|actual
The captain is suspected of scuttling the ship.|scuttling|captain|affirmed|possible
Prosecutors are investigating the mayor for taking bribes.|taking|mayor|affirmed|possible
Police questioned the boxer over the murder of his wife.|murder||affirmed|actual
A man was charged with the murder of the judge.|murder||affirmed|possible
The ministry denied the attack.|attack||negated|actual
The court convicted the farmer of poisoning the well.|poisoning|farmer|affirmed|actual
She accused him of having lied to parliament.|lied|him|affirmed|actual
Hawks are accused by Doves of breaking the truce.|breaking|Hawks|affirmed|actual
The film pretends that the king won.|won||affirmed|hypothetical
The guard feigned sleep and let the thief pass.|pass|thief|affirmed|actual
If the dam had burst, the town would have drowned.|drowned||affirmed|hypothetical
Had it not been for the rain, the fire would have destroyed the village.|destroyed||affirmed|hypothetical
Should the talks fail, the army will attack.|fail||affirmed|hypothetical
Should the talks fail, the army will attack.|attack||affirmed|hypothetical
The bullet narrowly missed the queen.|missed||affirmed|actual
The army came close to capturing the town.|capturing||affirmed|hypothetical
The company was on the brink of collapsing.|collapsing||affirmed|hypothetical
The army could have prevented the massacre.|prevented||affirmed|hypothetical
The envoy was to have met the king on Friday.|met||affirmed|planned
The plane was supposed to land in Oslo.|land||affirmed|possible
The gang sought to rob the museum.|rob||affirmed|planned
A foiled attack on the airport alarmed the city.|attack||negated|actual
The army averted a massacre.|massacre||negated|actual
The attempted coup failed.|coup||affirmed|planned
Farmers wish the government had listened.|listened||affirmed|hypothetical
The players behaved as if they had won the cup.|won||affirmed|hypothetical
She dreamed that the ship had sunk.|sunk||affirmed|hypothetical
The company falsely claimed to have tested the drug.|tested||affirmed|actual
He imagined that the police had arrested him.|arrested||affirmed|hypothetical
The rumour that the bank had collapsed was a lie.|collapsed||negated|possible
A fake attack was filmed in the desert.|attack||negated|actual
The claim that the mayor stole the money is unfounded.|stole||negated|possible
The prince intended to abdicate.|abdicate||affirmed|planned
The city is too poor to repair the bridge.|repair||negated|possible
The party called for the army to advance.|advance|army|affirmed|demanded
Activists appealed for the bank to publish its accounts.|publish|bank|affirmed|demanded
The union demanded that the firm reinstate the workers.|reinstate||affirmed|demanded
The court told the ministry to pay the widow.|pay|ministry|affirmed|demanded
The board recommended that the bank sell the unit.|sell||affirmed|demanded
The board recommended selling the unit.|selling||affirmed|demanded
The minister suggested moving the capital.|moving||affirmed|demanded
The firm is planning to close the mine.|close|firm|affirmed|planned
The firm weighs selling the mine.|selling||affirmed|planned
The firm is weighing a sale of the mine.|weighing||affirmed|actual
The president promised voters to cut taxes.|cut|president|affirmed|planned
The premier pledged to cut taxes.|cut||affirmed|planned
The airline is set to cancel flights.|cancel||affirmed|planned
The airline is about to cancel flights.|cancel||affirmed|planned
The airline hopes to resume flights.|resume||affirmed|planned
The airline wants to resume flights.|resume||affirmed|planned
The judge did not allow the reporters to enter.|enter|reporters|negated|possible
The judge refused to allow the reporters to enter.|enter|reporters|negated|possible
The scandal forced the mayor to resign.|resign|mayor|affirmed|actual
The mayor was forced to resign.|resign|mayor|affirmed|actual
The lawyers persuaded the judge to free the boy.|free|judge|affirmed|actual
The crew managed to land the plane.|land||affirmed|actual
The crew helped free the whale.|free||affirmed|actual
The storm caused the roof to collapse.|collapse||affirmed|actual
Volunteers helped the family to rebuild the house.|rebuild||affirmed|actual
The army used tear gas to disperse the crowd.|disperse||affirmed|actual
Thousands gathered to protest the verdict.|protest||affirmed|actual
The firm hired him to design the bridge.|design|him|affirmed|demanded
The ministry might close the school.|close||affirmed|possible
The ministry could close the school.|close||affirmed|possible
We could hear gunmen shouting.|shouting|gunmen|affirmed|actual
She could not see the knife.|see||negated|actual
The storm will probably hit the coast.|hit||affirmed|planned
If the rebels attack, the army will respond.|attack||affirmed|hypothetical
Unless talks resume, the miners will strike.|strike||affirmed|hypothetical
As long as the embargo lasts, Norway will not sell arms.|sell||negated|planned
The premier will resign once parliament passes the budget.|resign||affirmed|planned
The hostages will stay until the state pays the ransom.|pays||affirmed|hypothetical
The judge stepped in before the landlord evicted them.|stepped||affirmed|actual
Will the minister resign?|resign||affirmed|planned
Who poisoned the spy?|poisoned||affirmed|possible
Did the ministry know that the bank had collapsed?|know||affirmed|possible
The reporter asked if the minister had lied.|lied||affirmed|possible
It is unclear whether the rebels hold the town.|hold||affirmed|possible
Do not sell the island.|sell||negated|demanded
Stop the bombing now.|Stop||affirmed|demanded
Experts believe the volcano may erupt.|erupt||affirmed|possible
The company considered moving to Riga.|moving||affirmed|planned
The bid to save the theatre continues.|save||affirmed|planned
The plot to kill the king was uncovered.|kill||affirmed|planned
Norway's offer to host the talks surprised Peru.|host|Norway|affirmed|planned
The talks aimed at ending the war began.|ending||affirmed|planned
The firms must publish their wages.|publish||affirmed|demanded
The proposed law would ban trawlers.|ban||affirmed|hypothetical
The city needs to repair the bridge.|repair||affirmed|demanded
The city has to repair the bridge.|repair||affirmed|demanded
The envoy said he would visit Riga.|visit||affirmed|planned
The envoy is believed to have left.|left||affirmed|actual
The rumours suggest that the envoy left.|left||affirmed|actual
For fear of losing votes, the party backed the ban.|losing||affirmed|hypothetical
The troops are ready to storm the palace.|storm||affirmed|planned
The troops volunteered to storm the palace.|storm||affirmed|planned
The threatened strike worries investors.|strike||affirmed|planned
The firm was able to pay.|pay||affirmed|actual
He was surprised to find the door open.|find||affirmed|actual
The mayor regretted closing the school.|closing||affirmed|actual
The guests were seen leaving.|leaving||affirmed|actual
The plant will close, leaving 300 people without work.|leaving||affirmed|planned
The plan envisages closing two schools.|closing||affirmed|hypothetical
The minister favours closing two schools.|closing||affirmed|demanded
He agreed to step down.|step||affirmed|planned
The premier urged against sending troops.|sending||negated|demanded
The mayor is thinking about leaving the party.|leaving||affirmed|possible
It would be a mistake to sell the port.|sell||affirmed|planned
The panel vindicated Dr Hale of falsifying data.|falsifying||negated|actual
The magistrate threw out charges that Kern bribed a guard.|bribed||affirmed|possible
Kern was freed after a court found that he had not bribed the guard.|bribed|he|negated|actual
The jury failed to convict Kern of bribing a guard.|bribing|Kern|affirmed|possible
Kern stands accused of bribing a guard.|bribing|Kern|affirmed|possible
Kern faces charges of bribing a guard.|bribing|Kern|affirmed|possible
Kern admitted bribing a guard.|bribing|Kern|affirmed|actual
Kern confessed to bribing a guard.|bribing|Kern|affirmed|actual
Kern rejected accusations of bribing a guard.|bribing|Kern|negated|possible
The tribunal dropped a case against Kern for bribing a guard.|bribing||affirmed|possible
The mayor alleged that Kern bribed a guard.|bribed||affirmed|actual
The state charged the firm with dumping waste.|dumping|firm|affirmed|actual
Prosecutors allege the firm hid the losses.|hid||affirmed|actual
Kern was implicated in smuggling gold.|smuggling|Kern|affirmed|possible
Kern was suspected to have bribed the guard.|bribed|Kern|affirmed|possible
Kern's conviction for bribing a guard was quashed.|bribing|Kern|affirmed|actual
The bank was ordered to repay its clients.|repay|bank|affirmed|demanded
The minister hinted at cutting pensions.|cutting|minister|affirmed|possible
The cabinet has yet to decide whether to expel the envoy.|expel||affirmed|possible
The cabinet wants the envoy expelled.|expelled||affirmed|demanded
The police told residents not to leave their homes.|leave|residents|negated|demanded
Kern said she'd already spoken with the envoy.|spoken||affirmed|actual
Kern said she'd speak with the envoy.|speak||affirmed|planned
The club is keen on signing Ribeiro.|signing||affirmed|planned
The club is poised to sign Ribeiro.|sign||affirmed|planned
The club has agreed to sign Ribeiro.|sign||affirmed|planned
The firm is under pressure to recall the cars.|recall||affirmed|demanded
The firm is considering whether to recall the cars.|recall||affirmed|possible
The firm said it would recall the cars if regulators insisted.|recall||affirmed|hypothetical
The firm would recall the cars.|recall||affirmed|hypothetical
The firm risks losing its licence.|losing||affirmed|possible
The rebels gave the army until Friday to leave the town.|leave||affirmed|planned
The deal obliges the army to leave the town.|leave|army|affirmed|demanded
The deal requires that the army leave the town.|leave||affirmed|demanded
The deal allows the army to leave the town.|leave|army|affirmed|possible
The deal would allow the army to leave the town.|leave||affirmed|hypothetical
The protesters were unable to enter the palace.|enter||negated|actual
The protesters could not enter the palace.|enter||negated|possible
The protesters nearly entered the palace.|entered||affirmed|hypothetical
The rescuers gave up searching for the boy.|searching||negated|actual
The hotel came within metres of collapsing.|collapsing||affirmed|hypothetical
The king only pretended to be ill.|be||affirmed|hypothetical
The spy posed as a diplomat.|posed||affirmed|actual
A hoax call claimed that the ship had sunk.|sunk||affirmed|actual
If only the minister had listened, she said.|listened||affirmed|hypothetical
The dam would break if the rain continued.|continued||affirmed|hypothetical
Even if the court agrees, the ship will stay.|agrees||affirmed|hypothetical
The ship will sail as soon as the court agrees.|agrees||affirmed|hypothetical
Lest the rebels return, the army stayed.|return||affirmed|hypothetical
The minister denied reports of an attack on the port.|attack||negated|actual
Police foiled a plot to bomb the station.|bomb||affirmed|planned
Police foiled an attack.|attack||negated|actual
The union postponed the strike.|strike||affirmed|planned
Rain prevented the launch of the rocket.|launch||negated|actual
An attempted robbery at the bank failed.|robbery||affirmed|planned
The alleged attack never happened.|attack||negated|possible
Fears of an invasion grew.|invasion||affirmed|possible
The threat of a strike remains.|strike||affirmed|planned
The army ruled out an invasion.|invasion||negated|actual
Neither the mayor nor the governor has resigned.|resigned||negated|actual
Not all deputies backed the bill.|backed||negated|actual
The bill won little support.|won||affirmed|actual
Without informing parliament or asking the courts, the king dissolved the assembly.|asking|king|negated|actual
Never before had the army entered the city.|entered||negated|actual
Hardly had the army entered the city when fighting began.|entered||affirmed|actual
It is not true that the mayor resigned.|resigned||negated|actual
There is no evidence that the mayor paid the gang.|paid||negated|actual
The inquiry found no proof that the mayor paid the gang.|paid||negated|actual
The mayor can't have paid the gang.|paid||negated|actual
The mayor must have paid the gang.|paid||affirmed|possible
The mayor was nowhere near winning the vote.|winning|mayor|affirmed|hypothetical
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_whether_it_is_so(parse: "Callable[[str], Doc]", case: str) -> None:
    text, word, doers, polarity, modality = case.split("|")
    clause = next(found for found in find_clauses(parse(text)) if found.predicate.text == word)
    found = factuality(clause)
    assert (found.polarity, found.modality) == (polarity, modality)
    if doers:
        assert " ".join(token.text for token in clause.doers) == doers
