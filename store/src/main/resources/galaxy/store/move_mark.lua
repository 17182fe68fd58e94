#!lua
-- move_mark: moves the mark of one outbox, only if it still is what was seen: over numbers whose events are lost, or back to
-- where an outbox goes on that has lost its end.
--
-- KEYS[1]  the marks: a hash from outbox to the id of its last published event
-- ARGV[1]  the outbox
-- ARGV[2]  the mark that was seen; '0-0' for none
-- ARGV[3]  where to move it
--
-- Replies  1  the mark is there
--          0  the mark has moved since; nothing is written
if (redis.call('HGET', KEYS[1], ARGV[1]) or '0-0') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
