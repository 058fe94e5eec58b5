/** Irregular forms that no rule conflates, each group under its first word. They are frequent in news. */
const FORMS = `
say said
tell told
meet met meeting
fight fought
win won
lose lost loss
begin began begun
write wrote written
speak spoke spoken speech
give gave given
take took taken
hold held
build built
buy bought
bring brought
catch caught
teach taught
think thought
find found
found founded founder founding
know knew known
grow grew grown growth
fly flew flown flight
break broke broken
choose chose chosen choice
fall fell fallen
rise rose risen
sell sold sale
send sent
spend spent
leave left
make made
pay paid
see saw seen
sing sang sung song
sink sank sunk
steal stole stolen
keep kept
lead led
deal dealt
mean meant
run ran
shoot shot
stand stood
strike struck
swear swore sworn
wear wore worn
die died death dead dying dies
child children
man men
woman women
foot feet
person people
become became
come came
drive drove driven
eat ate eaten
feel felt
get got gotten
go went gone
hear heard
hide hid hidden
ride rode ridden
throw threw thrown
draw drew drawn
understand understood
seek sought
sit sat
sleep slept
bind bound
marry married marriage
live lived life lives living
lie lay lain
bear bore born
use used using uses user usage
age aged aging ageing ages
owe owed owing
add added addition
tie tied
apply applied application applies
publish publication
know knowledge
lens
series
news
basis bases
medicine medical
history historic historical
israel israeli
south southern
north northern
east eastern
west western
`;

/** Words that the rules would conflate with unrelated ones: they are their own stems. */
const EXCEPTIONS = `
important importance university community general international organ currency authority authorities capital station news department united
`;

/** The stem of each irregular form. */
export const IRREGULAR: ReadonlyMap<string, string> = new Map(
  FORMS.trim()
    .split('\n')
    .reverse()
    .flatMap((group) => {
      const forms = group.split(' ');
      return forms.map((form) => [form, forms[0]!] as const);
    }),
);

export const UNSTEMMED: ReadonlySet<string> = new Set(EXCEPTIONS.trim().split(/\s+/));
