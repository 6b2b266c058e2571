-- What keeps the index of words true on SQLite, whoever writes: one statement after each line of dashes. A thing that
-- stands in a space carries that space as a word of its own, «s7». Sealed things, withdrawn stories and
-- issues that are not out are not in it.
-- Each trigger tells the index exactly the words that it was told before: it keeps none itself.

----

CREATE VIEW search_of_post AS
SELECT post.id, 's' || thread.space_id AS place, post.source || ' ' || post.claim AS source
FROM post JOIN thread ON thread.id = post.thread_id WHERE post.bound < 3

----

CREATE TRIGGER search_post_comes AFTER INSERT ON post
WHEN new.bound < 3
BEGIN
  INSERT INTO search_in_post(rowid, place, source)
  VALUES (new.id, (SELECT 's' || thread.space_id FROM thread WHERE thread.id = new.thread_id), new.source || ' ' || new.claim);
END

----

CREATE TRIGGER search_post_was BEFORE UPDATE OF source, claim, bound, thread_id ON post
WHEN old.bound < 3
BEGIN
  INSERT INTO search_in_post(search_in_post, rowid, place, source)
  VALUES ('delete', old.id, (SELECT 's' || thread.space_id FROM thread WHERE thread.id = old.thread_id), old.source || ' ' || old.claim);
END

----

CREATE TRIGGER search_post_is AFTER UPDATE OF source, claim, bound, thread_id ON post
WHEN new.bound < 3
BEGIN
  INSERT INTO search_in_post(rowid, place, source)
  VALUES (new.id, (SELECT 's' || thread.space_id FROM thread WHERE thread.id = new.thread_id), new.source || ' ' || new.claim);
END

----

CREATE TRIGGER search_post_goes BEFORE DELETE ON post
WHEN old.bound < 3 AND EXISTS (SELECT 1 FROM thread WHERE thread.id = old.thread_id)
BEGIN
  INSERT INTO search_in_post(search_in_post, rowid, place, source)
  VALUES ('delete', old.id, (SELECT 's' || thread.space_id FROM thread WHERE thread.id = old.thread_id), old.source || ' ' || old.claim);
END

----

CREATE VIEW search_of_thread AS
SELECT thread.id, 's' || thread.space_id AS place, thread.title FROM thread WHERE thread.bound < 3

----

CREATE TRIGGER search_thread_comes AFTER INSERT ON thread
WHEN new.bound < 3
BEGIN
  INSERT INTO search_in_thread(rowid, place, title)
  VALUES (new.id, 's' || new.space_id, new.title);
END

----

CREATE TRIGGER search_thread_was BEFORE UPDATE OF title, bound, space_id ON thread
WHEN old.bound < 3
BEGIN
  INSERT INTO search_in_thread(search_in_thread, rowid, place, title)
  VALUES ('delete', old.id, 's' || old.space_id, old.title);
END

----

CREATE TRIGGER search_thread_is AFTER UPDATE OF title, bound, space_id ON thread
WHEN new.bound < 3
BEGIN
  INSERT INTO search_in_thread(rowid, place, title)
  VALUES (new.id, 's' || new.space_id, new.title);
END

----

CREATE TRIGGER search_thread_goes BEFORE DELETE ON thread
WHEN old.bound < 3
BEGIN
  INSERT INTO search_in_thread(search_in_thread, rowid, place, title)
  VALUES ('delete', old.id, 's' || old.space_id, old.title);
END

----

CREATE VIEW search_of_story AS
SELECT story.id, story.title, story.source FROM story WHERE story.withdrawn_at IS NULL AND story.bound < 3

----

CREATE TRIGGER search_story_comes AFTER INSERT ON story
WHEN new.withdrawn_at IS NULL AND new.bound < 3
BEGIN
  INSERT INTO search_in_story(rowid, title, source)
  VALUES (new.id, new.title, new.source);
END

----

CREATE TRIGGER search_story_was BEFORE UPDATE OF title, source, withdrawn_at, bound ON story
WHEN old.withdrawn_at IS NULL AND old.bound < 3
BEGIN
  INSERT INTO search_in_story(search_in_story, rowid, title, source)
  VALUES ('delete', old.id, old.title, old.source);
END

----

CREATE TRIGGER search_story_is AFTER UPDATE OF title, source, withdrawn_at, bound ON story
WHEN new.withdrawn_at IS NULL AND new.bound < 3
BEGIN
  INSERT INTO search_in_story(rowid, title, source)
  VALUES (new.id, new.title, new.source);
END

----

CREATE TRIGGER search_story_goes BEFORE DELETE ON story
WHEN old.withdrawn_at IS NULL AND old.bound < 3
BEGIN
  INSERT INTO search_in_story(search_in_story, rowid, title, source)
  VALUES ('delete', old.id, old.title, old.source);
END

----

CREATE VIEW search_of_gathering AS
SELECT gathering.id, gathering.title, gathering.place FROM gathering WHERE gathering.bound < 3

----

CREATE TRIGGER search_gathering_comes AFTER INSERT ON gathering
WHEN new.bound < 3
BEGIN
  INSERT INTO search_in_gathering(rowid, title, place)
  VALUES (new.id, new.title, new.place);
END

----

CREATE TRIGGER search_gathering_was BEFORE UPDATE OF title, place, bound ON gathering
WHEN old.bound < 3
BEGIN
  INSERT INTO search_in_gathering(search_in_gathering, rowid, title, place)
  VALUES ('delete', old.id, old.title, old.place);
END

----

CREATE TRIGGER search_gathering_is AFTER UPDATE OF title, place, bound ON gathering
WHEN new.bound < 3
BEGIN
  INSERT INTO search_in_gathering(rowid, title, place)
  VALUES (new.id, new.title, new.place);
END

----

CREATE TRIGGER search_gathering_goes BEFORE DELETE ON gathering
WHEN old.bound < 3
BEGIN
  INSERT INTO search_in_gathering(search_in_gathering, rowid, title, place)
  VALUES ('delete', old.id, old.title, old.place);
END

----

CREATE VIEW search_of_community AS
SELECT community.id, community.name, community.purpose FROM community WHERE community.read < 3

----

CREATE TRIGGER search_community_comes AFTER INSERT ON community
WHEN new.read < 3
BEGIN
  INSERT INTO search_in_community(rowid, name, purpose)
  VALUES (new.id, new.name, new.purpose);
END

----

CREATE TRIGGER search_community_was BEFORE UPDATE OF name, purpose, read ON community
WHEN old.read < 3
BEGIN
  INSERT INTO search_in_community(search_in_community, rowid, name, purpose)
  VALUES ('delete', old.id, old.name, old.purpose);
END

----

CREATE TRIGGER search_community_is AFTER UPDATE OF name, purpose, read ON community
WHEN new.read < 3
BEGIN
  INSERT INTO search_in_community(rowid, name, purpose)
  VALUES (new.id, new.name, new.purpose);
END

----

CREATE TRIGGER search_community_goes BEFORE DELETE ON community
WHEN old.read < 3
BEGIN
  INSERT INTO search_in_community(search_in_community, rowid, name, purpose)
  VALUES ('delete', old.id, old.name, old.purpose);
END

----

CREATE VIEW search_of_space AS
SELECT space.id, space.name, space.purpose FROM space WHERE space.read < 3

----

CREATE TRIGGER search_space_comes AFTER INSERT ON space
WHEN new.read < 3
BEGIN
  INSERT INTO search_in_space(rowid, name, purpose)
  VALUES (new.id, new.name, new.purpose);
END

----

CREATE TRIGGER search_space_was BEFORE UPDATE OF name, purpose, read ON space
WHEN old.read < 3
BEGIN
  INSERT INTO search_in_space(search_in_space, rowid, name, purpose)
  VALUES ('delete', old.id, old.name, old.purpose);
END

----

CREATE TRIGGER search_space_is AFTER UPDATE OF name, purpose, read ON space
WHEN new.read < 3
BEGIN
  INSERT INTO search_in_space(rowid, name, purpose)
  VALUES (new.id, new.name, new.purpose);
END

----

CREATE TRIGGER search_space_goes BEFORE DELETE ON space
WHEN old.read < 3
BEGIN
  INSERT INTO search_in_space(search_in_space, rowid, name, purpose)
  VALUES ('delete', old.id, old.name, old.purpose);
END

----

CREATE VIEW search_of_organisation AS
SELECT organisation.id, organisation.name, organisation.can_share, organisation.would_like_to_learn FROM organisation

----

CREATE TRIGGER search_organisation_comes AFTER INSERT ON organisation
BEGIN
  INSERT INTO search_in_organisation(rowid, name, can_share, would_like_to_learn)
  VALUES (new.id, new.name, new.can_share, new.would_like_to_learn);
END

----

CREATE TRIGGER search_organisation_was BEFORE UPDATE OF name, can_share, would_like_to_learn ON organisation
BEGIN
  INSERT INTO search_in_organisation(search_in_organisation, rowid, name, can_share, would_like_to_learn)
  VALUES ('delete', old.id, old.name, old.can_share, old.would_like_to_learn);
END

----

CREATE TRIGGER search_organisation_is AFTER UPDATE OF name, can_share, would_like_to_learn ON organisation
BEGIN
  INSERT INTO search_in_organisation(rowid, name, can_share, would_like_to_learn)
  VALUES (new.id, new.name, new.can_share, new.would_like_to_learn);
END

----

CREATE TRIGGER search_organisation_goes BEFORE DELETE ON organisation
BEGIN
  INSERT INTO search_in_organisation(search_in_organisation, rowid, name, can_share, would_like_to_learn)
  VALUES ('delete', old.id, old.name, old.can_share, old.would_like_to_learn);
END

----

CREATE TRIGGER search_posts_go BEFORE DELETE ON thread
BEGIN
  INSERT INTO search_in_post(search_in_post, rowid, place, source)
  SELECT 'delete', post.id, 's' || old.space_id, post.source || ' ' || post.claim FROM post
  WHERE post.thread_id = old.id AND post.bound < 3;
END

----

CREATE TRIGGER search_posts_were BEFORE UPDATE OF space_id ON thread
BEGIN
  INSERT INTO search_in_post(search_in_post, rowid, place, source)
  SELECT 'delete', post.id, 's' || old.space_id, post.source || ' ' || post.claim FROM post
  WHERE post.thread_id = old.id AND post.bound < 3;
END

----

CREATE TRIGGER search_posts_are AFTER UPDATE OF space_id ON thread
BEGIN
  INSERT INTO search_in_post(rowid, place, source)
  SELECT post.id, 's' || new.space_id, post.source || ' ' || post.claim FROM post
  WHERE post.thread_id = new.id AND post.bound < 3;
END

----

CREATE VIEW search_of_poll AS
SELECT poll.id, poll.question, poll.options, poll.conclusion FROM poll WHERE poll.bound < 3

----

CREATE TRIGGER search_poll_comes AFTER INSERT ON poll
WHEN new.bound < 3
BEGIN
  INSERT INTO search_in_poll(rowid, question, options, conclusion)
  VALUES (new.id, new.question, new.options, new.conclusion);
END

----

CREATE TRIGGER search_poll_was BEFORE UPDATE OF question, options, conclusion, bound ON poll
WHEN old.bound < 3
BEGIN
  INSERT INTO search_in_poll(search_in_poll, rowid, question, options, conclusion)
  VALUES ('delete', old.id, old.question, old.options, old.conclusion);
END

----

CREATE TRIGGER search_poll_is AFTER UPDATE OF question, options, conclusion, bound ON poll
WHEN new.bound < 3
BEGIN
  INSERT INTO search_in_poll(rowid, question, options, conclusion)
  VALUES (new.id, new.question, new.options, new.conclusion);
END

----

CREATE TRIGGER search_poll_goes BEFORE DELETE ON poll
WHEN old.bound < 3
BEGIN
  INSERT INTO search_in_poll(search_in_poll, rowid, question, options, conclusion)
  VALUES ('delete', old.id, old.question, old.options, old.conclusion);
END

----

CREATE VIEW search_of_story_issue AS
SELECT story_issue.id, story_issue.title, story_issue.note FROM story_issue WHERE story_issue.published_at IS NOT NULL AND story_issue.bound < 3

----

CREATE TRIGGER search_issue_comes AFTER INSERT ON story_issue
WHEN new.published_at IS NOT NULL AND new.bound < 3
BEGIN
  INSERT INTO search_in_story_issue(rowid, title, note)
  VALUES (new.id, new.title, new.note);
END

----

CREATE TRIGGER search_issue_was BEFORE UPDATE OF title, note, published_at, bound ON story_issue
WHEN old.published_at IS NOT NULL AND old.bound < 3
BEGIN
  INSERT INTO search_in_story_issue(search_in_story_issue, rowid, title, note)
  VALUES ('delete', old.id, old.title, old.note);
END

----

CREATE TRIGGER search_issue_is AFTER UPDATE OF title, note, published_at, bound ON story_issue
WHEN new.published_at IS NOT NULL AND new.bound < 3
BEGIN
  INSERT INTO search_in_story_issue(rowid, title, note)
  VALUES (new.id, new.title, new.note);
END

----

CREATE TRIGGER search_issue_goes BEFORE DELETE ON story_issue
WHEN old.published_at IS NOT NULL AND old.bound < 3
BEGIN
  INSERT INTO search_in_story_issue(search_in_story_issue, rowid, title, note)
  VALUES ('delete', old.id, old.title, old.note);
END
