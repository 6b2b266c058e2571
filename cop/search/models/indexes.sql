-- The index of words on PostgreSQL, made anew: one statement after each line of dashes. It says what its migration said,
-- and `matching.py` asks in the same words.

----

DROP INDEX IF EXISTS search_in_post

----

CREATE INDEX search_in_post ON post USING gin (search_words(post.source)) WHERE post.bound < 3

----

DROP INDEX IF EXISTS search_in_thread

----

CREATE INDEX search_in_thread ON thread USING gin (search_words(thread.title)) WHERE thread.bound < 3

----

DROP INDEX IF EXISTS search_in_story

----

CREATE INDEX search_in_story ON story USING gin (search_words(story.title || ' ' || story.source))
  WHERE story.withdrawn_at IS NULL AND story.bound < 3

----

DROP INDEX IF EXISTS search_in_gathering

----

CREATE INDEX search_in_gathering ON gathering USING gin (search_words(gathering.title || ' ' || gathering.place))
  WHERE gathering.bound < 3

----

DROP INDEX IF EXISTS search_in_community

----

CREATE INDEX search_in_community ON community USING gin (search_words(community.name || ' ' || community.purpose))
  WHERE community.read < 3

----

DROP INDEX IF EXISTS search_in_space

----

CREATE INDEX search_in_space ON space USING gin (search_words(space.name || ' ' || space.purpose))
  WHERE space.read < 3

----

DROP INDEX IF EXISTS search_in_organisation

----

CREATE INDEX search_in_organisation ON organisation USING gin (search_words(
  organisation.name || ' ' || organisation.can_share || ' ' || organisation.would_like_to_learn))
