subject = A word from the moderators
preheader = It is not a decision about you.
word = A moderator would like to have a word with you about something you wrote. You can read it and answer where only you and the moderators see it.
no-penalty = This is not a penalty. Nothing was decided, and nothing is counted.
open = Read it
why = You get this letter because a moderator wrote to you.
