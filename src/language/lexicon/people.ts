import { listed } from './word-list.ts';

/** Nouns for people that are not titles: possible speakers. Singular. */
export const HUMANS = listed(`
  man woman boy girl guy lady gentleman child kid baby infant toddler teen teenager youth youngster adult parent mom mum dad
  grandmother grandfather grandma grandpa grandson granddaughter grandparent stepmother stepfather stepson sibling twin niece
  nephew fiance fiancee spouse relative godfather person human individual citizen immigrant migrant refugee foreigner native
  local villager townsman islander settler pedestrian passenger commuter motorist traveler traveller tourist visitor guest
  customer shopper consumer client patient reader viewer listener voter taxpayer protester protestor demonstrator marcher
  rioter supporter follower fan backer ally opponent critic skeptic sceptic detractor foe enemy adversary observer onlooker
  bystander spectator eyewitness source insider outsider whistleblower informant tipster caller speaker narrator interviewer
  moderator panelist panellist participant attendee contestant competitor winner loser finalist runner-up champion medalist
  athlete runner swimmer sprinter skier skater gymnast wrestler rider jockey racer sailor surfer climber hiker diver hunter
  golfer bowler batsman striker winger forward center-back linebacker receiver pitcher catcher referee umpire teammate
  worker laborer labourer employee employer staffer clerk cashier waiter waitress bartender cook baker butcher barber
  hairdresser tailor carpenter plumber electrician mechanic welder miner builder contractor architect surveyor landlord tenant
  homeowner renter farmer rancher grower gardener fisherman fisher shepherd logger trucker conductor attendant stewardess
  firefighter fireman policeman policewoman cop trooper guard marshal ranger lifeguard rescuer responder medic dispatcher
  warden jailer inmate prisoner detainee convict felon suspect attacker assailant gunman shooter robber thief burglar killer
  murderer terrorist extremist jihadist fighter insurgent guerrilla commando recruit cadet serviceman marine airman seaman
  sniper veteran hostage captive kidnapper hacker dealer smuggler pimp addict alcoholic user
  politician lawmaker senator appointee incumbent frontrunner front-runner hopeful contender delegate elector canvasser
  statesman bureaucrat civil-servant regulator inspector examiner commissioner assemblyman assemblywoman minister mp
  democrat republican liberal conservative libertarian socialist communist nationalist populist centrist moderate progressive
  leftist rightist loyalist unionist separatist reformist feminist environmentalist conservationist abolitionist pacifist
  agent lobbyist shopkeeper stylist breeder pensioner retiree consul councilor leaker librarian archivist cosmonaut explorer
  inventor cameraman
  lawyer litigator plaintiff defendant appellant juror notary attorney paralegal litigant petitioner complainant accuser
  academic scholar lecturer tutor educator instructor trainer mentor dean chancellor provost rector graduate undergraduate
  pupil classmate schoolmate alumnus alumna valedictorian dropout intern apprentice trainee novice beginner
  mathematician statistician physicist chemist biologist geologist astronomer astrophysicist meteorologist climatologist
  ecologist zoologist botanist geneticist epidemiologist virologist immunologist neurologist neuroscientist cardiologist
  oncologist pediatrician paediatrician radiologist pharmacist dentist veterinarian vet therapist counselor midwife doctor
  anthropologist archaeologist archeologist sociologist philosopher theologian linguist geographer demographer seismologist
  forecaster programmer developer coder technician technologist entrepreneur industrialist financier broker realtor
  accountant auditor underwriter insurer lender creditor shareholder stockholder stakeholder buyer seller vendor supplier
  merchant retailer wholesaler exporter importer manufacturer producer distributor operator carrier shipper
  comic poet novelist playwright dramatist essayist lyricist screenwriter songwriter composer pianist violinist drummer guitarist
  singer-songwriter dancer choreographer ballerina performer entertainer magician painter sculptor curator collector
  pundit commentator blogger vlogger podcaster broadcaster newscaster newsman anchorman anchorwoman publisher cartoonist
  priest nun monk cleric clergyman preacher minister evangelist missionary deacon vicar chaplain monsignor cleric mullah
  ayatollah rabbi believer worshiper worshipper parishioner congregant pilgrim atheist christian muslim jew hindu buddhist
  neighbor neighbour roommate housemate coworker co-worker counterpart predecessor successor deputy aide assistant helper
  associate confidant confidante handler bodyguard chauffeur caretaker nanny babysitter caregiver carer donor benefactor
  volunteer survivor victim casualty amputee widow widower orphan bride groom newlywed celebrity socialite heiress heir
  millionaire billionaire magnate star hero heroine legend icon figure leader organiser planner adviser advisor consultant
  interpreter translator spokespeople representative emissary go-between middleman mediator arbitrator
  passer-by passerby stranger newcomer resident inhabitant dweller occupant owner holder member
  commentator researcher investigator detective analyst strategist pollster specialist expert authority
`);

/** Irregular plurals, and words for several people. */
export const PEOPLE =
  listed(`people men women children kids those police folks clergy staff personnel many some others most several few
  both all everyone everybody someone somebody each one another two three dozens hundreds thousands authorities
  officials alumni alumnae faculty townspeople businesspeople crew crews press media public elite elders relatives parents troops forces`);

/** Words for groups and bodies that are not part of a name. */
export const BODIES = listed(`
  family couple crowd group team panel jury bench crew band gang mob tribe clan community neighborhood neighbourhood village
  firm company corporation business airline airliner carrier automaker carmaker drugmaker chipmaker brewer retailer maker
  manufacturer startup start-up subsidiary parent conglomerate consortium utility operator developer publisher broadcaster
  network newspaper paper outlet tabloid broadsheet weekly daily site website agency regulator watchdog union charity nonprofit
  non-profit organisation organization foundation institute institution think-tank thinktank laboratory lab observatory
  university college school district hospital clinic church mosque synagogue diocese archdiocese vatican parliament
  government administration regime junta monarchy palace presidency ministry department bureau office cabinet council
  committee commission tribunal court board body authority embassy consulate delegation mission secretariat bank lender
  insurer fund city town county state province federation coalition alliance bloc party faction campaign camp movement
  militia army navy military force command coastguard patrol squad brigade unit ngo club league association federation
  society chamber cooperative co-op caucus opposition majority minority leadership management side prosecution defense defence
  estate studio label museum theater theatre orchestra choir festival organizer organiser sponsor
`);

/** Nouns that never speak, although a reporting verb may follow them. */
export const NEVER_SPEAKERS = listed(`
  poll survey data figures statistics numbers percent percentage spacecraft probe satellite rocket telescope robot drone
  computer border merger time day week month year morning night moment nothing something everything anything none more
  less place result part number lot way thing reason fact case order power season weather end rest photo photograph picture
  image video clip film footage map chart graph sign signs clock test tests price prices market stock shares it this that
  these there here what which kind sort line name voice mind heart instinct gut conscience history legend rumor rumour
  word nobody none words evidence research science intuition experience
`);
