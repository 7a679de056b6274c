/** What the check for names knows: common first names of Britain, and capitalised words that are no surnames. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Months and everyday words that are also names (April, May, Will, Hope) are left out: they would warn too often. */
export const firstNames = words(`
aaliyah aaron abdul abdullah abigail adam adrian ahmed aidan aiden aimee aisha alan alana albert alex alexander alexandra alexis alfie
alfred ali alice alicia alison amanda amber amelia amina amir amy ana andrea andrew angela anna anne annie anthony antonio archie ariana
arthur arun asha ashley asif ava barbara barry beatrice becky ben benjamin bernard beth bethany billy bobby brandon brenda brian bridget
caitlin callum cameron carl carla carly carol caroline catherine charles charlie charlotte chelsea cheryl chloe chris christian christina
christine christopher ciara claire clare clive colin connor corey courtney craig daisy damian daniel danielle darren dave david dean deborah
debbie declan demi denise dennis derek diana diane dominic donna dorothy duncan dylan eden edith edward eileen elaine eleanor elena eli
elijah elizabeth ella ellen ellie elliot elsie emily emma eric erin esme ethan eva eve evelyn evie ezra fatima felicity felix finlay finley
fiona florence frances francesca francis frank freddie frederick freya gabriel gareth gary gavin gemma geoffrey george georgia georgina
gerald gillian glenn gordon grace graham greg gregory gwen hamza hannah harriet harrison harry harvey hassan hayley hazel heather heidi
helen henry hollie holly howard hugh hugo hussain ian ibrahim imogen imran irene iris isaac isabel isabella isabelle isaiah isla ivy jack
jackie jacob jacqueline jade jaden jake james jamie jan jane janet janice jared jasmine jason jay jayden jayne jean jeffrey jenna jennifer
jenny jeremy jess jesse jessica jill joan joanna joanne jodie joe joel johanna john jonah jonathan jordan joseph josh joshua joyce juan
jude judith julia julian julie justin kai karen karl kate katherine kathleen kathryn katie kayla kayleigh keith kelly kelsey ken kenneth
kerry kevin khadija kian kieran kim kimberley kirsty kyle lara laura lauren layla leah leanne lee leo leon leonard leroy lesley lewis
lexi liam lily linda lindsay lisa logan lola lorraine louis louisa louise luca lucas lucy luke lydia lynn lynne mabel maddison madeleine
madison maisie malcolm marcus margaret maria marian marie marion martha martin martyn mary maryam mason matilda matthew maureen max maya
megan mehmet melanie melissa mia michael michelle mike millie mina miriam mohammad mohammed molly monica morgan muhammad mustafa nadia
naomi natalie natasha nathan nathaniel neil nevaeh niamh nicholas nick nicola nicole nigel noah noel nora olive oliver olivia omar oscar
osman owen paige pamela patricia patrick paul paula pauline penelope penny peter philip phillip phoebe pippa poppy priya quentin rachel
rajesh ralph raymond rebecca reece reggie reuben rhiannon rhys ricardo richard riley rita rob robert roberta robin roger ronald rosie
ross rowan roy ruby rupert russell ruth ryan sadie sally sam samantha samir samuel sandra sanjay sara sarah scarlett scott sean sebastian
seth shannon sharon shaun sheila shirley sian sienna simon skye sofia sonia sophia sophie stacey stan stella stephanie stephen steve
steven stewart stuart susan suzanne sylvia tahir tamara tanya tariq tasha taylor teddy terence teresa terry tessa thea theo theodore
theresa thomas tiffany tim timothy tina toby todd tom tommy tony tracey tracy trevor tristan tyler umar valerie vanessa vera veronica
victor victoria vincent violet vivian walter wayne wendy wesley william willow xavier yasmin yusuf yvonne zac zachary zain zainab zara zoe
`);

/** As a title is written: "Mr", "Mr." or "MR". Ranks of police are titles too. */
export const titles = words('mr mrs ms miss mx dr prof professor rev revd sir dame cllr councillor pc dc ds dci sgt');

/** Before a first name these make a saint or a sovereign, whose name is on a building. */
export const dedications = words('st saint queen king prince princess lord lady our');

/** After these words a first name alone is somebody: "her brother Jayden". */
export const relations = words(`
mother father mum dad brother sister son daughter child boy girl baby uncle aunt grandmother grandfather nan stepfather stepmother partner
husband wife cousin friend twin sibling called named
`);

/** A capitalised word that follows a first name or ends a name and makes it a place, a body, a law or a time. */
export const notSurnames = words(`
academy act action agency area authority avenue board borough bridge building business care castle centre chair chapel charity children
church city clinic close college committee community conference council county court crescent day department director district
drive education executive farm forum foundation framework garden gardens gate general group guidance hall headteacher health hill
hospice hospital house independent infirmary inquiry institute island isle lane law learning lead library lodge manager market
medical meeting mews ministry model museum named nhs nightingale nurse nursery nursing office officer panel park partners partnership
place plan planning police policy practice primary principle priory probation programme project quality report representative review
river road route row rule safeguarding school secondary section service services social square station street surgery team
terrace theatre town tracker training trust unit university valley village visitor walk ward way wing worker working youth
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
gp lado mash camhs lig pqa icb hiow dsl cp cin ehcp
`);

/** The 124 areas of British postcodes. */
export const postcodeAreas = words(`
ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy ha hd hg hp hr
hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk
sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze
`);
