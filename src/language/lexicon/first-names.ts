import { listed } from './word-list.ts';

/** Given names of men and of women. They distinguish a person from a place or a firm, and resolve "he" and "she". */
export const MALE = listed(`
  aaron abdul abdullah adam adrian ahmad ahmed alan albert alberto alejandro alex alexander alexei alexey alfred ali allen andre andreas
  andrei andrew andrey andy angel anthony antonio anton antony arnold arthur asif barack barry bashar ben benjamin bernard bernie bill
  billy bob boris brad bradley brandon brendan brett brian bruce bryan calvin carl carlos chad charles charlie chris christian
  christopher chuck clarence cliff clint colin corey craig curtis dale damian dan daniel danny darren dave david dean dennis derek
  derrick dick diego dmitri dmitry dominic don donald doug douglas duncan dwight earl eddie edgar eduard eduardo edward edwin elliott
  emmanuel enrique eric erik ernest eugene evan farid felipe felix fernando francis francisco francois frank franklin fred frederick
  gabriel gareth gary gavin gene geoff geoffrey george gerald gerard giorgio giovanni glen glenn gordon graham grant greg gregory guy
  harold harry harvey hassan hector helmut henry herbert herman howard hugh hugo hussein ian ibrahim igor imran ivan jack jacob jake
  james jamie jan jared jason javier jay jean jeff jeffrey jeh jeremy jerome jerry jesse jesus jim jimmy joe joel johan john johnny jon
  jonathan jorge jose joseph josh joshua juan julian julio justin karl keith ken kenneth kevin khalid kofi konstantin kurt kyle lance
  larry lars laurence lawrence lee leo leon leonard leonid lewis liam lloyd lou louis lucas luis luke malcolm manuel marc marcel marco
  marcus mario mark marshall martin marvin matt matthew maurice max maxim michael michel miguel mike mikhail milton mitch mitchell mitt
  mohamed mohammad mohammed muhammad narendra nathan neil nelson newt nicholas nick nicolas nicolás nigel nikita nikolai noah norman
  oleg oliver omar orlando oscar osama owen pablo pat patrick paul pavel pedro pete peter phil philip philippe phillip pierre rafael
  ralph ramon randall randy raul ray raymond recep reince rex ricardo richard rick ricky rob robert roberto robin rod rodney rodrigo
  roger roland roman ron ronald ross roy rudy rupert russell ryan salvador sam samuel scott sean sebastian serge sergei sergey sergio
  seth shane shaun shawn shinzo sidney silvio simon spencer stan stanley stefan stephen steve steven stewart stuart ted terrence terry
  theodore thomas tim timothy toby todd tom tommy tony travis trevor troy tyler vernon victor viktor vincent vitaly vladimir wade
  wallace walter warren wayne wendell wesley will willard william willie wolfgang xavier yuri yury zach zachary
`);

export const FEMALE = listed(`
  abigail adele adriana aisha alexandra alice alicia alison allison amanda amber amelia amy ana andrea angela angelina anita ann anna
  anne annie april arlene ashley audrey barbara becky beth betty beverly brenda bridget brittany camila carla carly carmen carol
  caroline carolyn caryl catherine cathy charlotte chelsea cheryl chloe christina christine cindy claire clara claudia colleen connie
  courtney cristina crystal cynthia daisy dana danielle dawn deborah debbie debra denise diana diane dianne donna doris dorothy edith
  eileen elaine eleanor elena elizabeth ella ellen emily emma erica erin esther eva evelyn faith fatima felicia fiona florence frances
  gabriela gail gina ginny gladys glenda gloria grace greta gwen hannah harriet hazel heather heidi helen helena hillary holly huma ida
  ingrid irene iris isabel isabella ivanka jackie jacqueline jane janet janice jasmine jean jeanne jen jenna jennifer jenny jessica jill
  jo joan joanna joanne jodie jordan josephine joy joyce juanita judith judy julia julie june karen kate katherine kathleen kathryn
  kathy katie katrina kay kayla kayleigh kellyanne kelly kerry kim kimberly kirsten kristen laura lauren leah leslie lillian linda lindsay
  lindsey lisa liz lois loretta lori lorraine louise lucia lucy lydia lynn madeleine maggie malala mara margaret maria marian marie
  marilyn marina marine marion marissa marjorie marsha martha mary maureen megan meghan melania melanie melinda melissa meredith
  michelle mildred mindy miranda miriam molly monica nadia nancy naomi natalia natalie natasha nicola nicole nikki nina nora norma olga
  olivia oprah pamela patricia patti paula peggy penny phyllis priscilla rachel ramona rebecca regina renee rita roberta rosa rose
  rosemary ruth sabrina sally samantha sandra sara sarah selena serena shannon sharon sheila shelley sheryl shirley silvia sofia sonia
  sophia sophie stacy stella stephanie sue susan suzanne sylvia tamara tammy tanya tara teresa theresa tiffany tina tracey tracy
  tulsi ursula valerie vanessa vera veronica victoria virginia vivian wanda wendy whitney yolanda yvonne zoe
`);

/** Returns the pronoun that a full name's first name tells: "she" for "Gail Pritchard"; null if it tells none. */
export function pronounOfName(name: string): 'he' | 'she' | null {
  const space = name.indexOf(' ');
  if (space < 0) return null;
  const first = name.slice(0, space).toLowerCase();
  const he = MALE.has(first);
  return he === FEMALE.has(first) ? null : he ? 'he' : 'she';
}
