#!lua
-- move_checkpoint: moves the checkpoint of one outbox, only if it still is as it was seen: over numbers whose events are lost,
-- or back to where an outbox that has lost its end continues.
--
-- KEYS[1]  the checkpoints: a hash from outbox to the id of its last published event
-- ARGV[1]  the outbox
-- ARGV[2]  the checkpoint that was seen; '0-0' for none
-- ARGV[3]  where to move it
--
-- Replies  1  the checkpoint is moved
--          0  the checkpoint has changed since; nothing is written
if (redis.call('HGET', KEYS[1], ARGV[1]) or '0-0') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
