/** Forty messages between two people under a card. `!` marks those that the bot should answer. */
export const CONVERSATION = `
ha, Ushakov again
did anybody read the whole thing?
I did, it is long
and? worth it?
so so
what are we doing about the Q3 slides
Tom has them I think
can you ping him?
sure
! was Syria discussed?
oh nice
see, told you
you always say that 😄
what do you want for lunch
there is that thai place
is it open on Mondays?
no clue
let me check
it is
great, 12:30?
make it 13:00, I have a call
who is calling?
the client, about the contract
what did they say?
they want it cheaper, as always
how much cheaper?
no number yet
! what did Lavrov say about the elections?
hm
that's a weak statement if you ask me
agreed
is anyone going to the offsite?
when is it?
end of May I guess
! and START?
ok I need to run
see you at 13:00
thanks for the heads-up!
! who said that?
bye 👋
`
  .trim()
  .split('\n');
