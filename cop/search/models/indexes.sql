-- The index of words on PostgreSQL, made anew: one statement after each line of dashes. It says what its migration
-- said, and `matching.py` asks in the same words. None of them is partial: then the planner would not know how often a
-- word stands there, and might walk a million rows for one that stands nowhere.

----

DROP INDEX IF EXISTS search_in_post

----

CREATE INDEX search_in_post ON post USING gin (search_pieces)

----

DROP INDEX IF EXISTS search_in_thread

----

CREATE INDEX search_in_thread ON thread USING gin (search_pieces)

----

DROP INDEX IF EXISTS search_in_story

----

CREATE INDEX search_in_story ON story USING gin (
  search_words(CASE WHEN story.withdrawn_at IS NULL AND story.bound < 3 THEN story.title || ' ' || story.source END))

----

DROP INDEX IF EXISTS search_in_gathering

----

CREATE INDEX search_in_gathering ON gathering USING gin (
  search_words(CASE WHEN gathering.bound < 3 THEN gathering.title || ' ' || gathering.place END))

----

DROP INDEX IF EXISTS search_in_community

----

CREATE INDEX search_in_community ON community USING gin (
  search_words(CASE WHEN community.read < 3 THEN community.name || ' ' || community.purpose END))

----

DROP INDEX IF EXISTS search_in_space

----

CREATE INDEX search_in_space ON space USING gin (
  search_words(CASE WHEN space.read < 3 THEN space.name || ' ' || space.purpose END))

----

DROP INDEX IF EXISTS search_in_organisation

----

CREATE INDEX search_in_organisation ON organisation USING gin (
  search_words(organisation.name || ' ' || organisation.can_share || ' ' || organisation.would_like_to_learn))

----

DROP INDEX IF EXISTS search_in_poll

----

CREATE INDEX search_in_poll ON poll USING gin (
  search_words(CASE WHEN poll.bound < 3 THEN poll.question || ' ' || poll.options || ' ' || poll.conclusion END))

----

DROP INDEX IF EXISTS search_in_story_issue

----

CREATE INDEX search_in_story_issue ON story_issue USING gin (
  search_words(CASE WHEN story_issue.published_at IS NOT NULL AND story_issue.bound < 3 THEN story_issue.title || ' ' || story_issue.note END))
