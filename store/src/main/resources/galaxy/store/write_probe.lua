#!lua
-- write_probe: writes a key and deletes it again, to find out whether that is possible. Nothing is left of it.
--
-- KEYS[1]  a key that nothing else uses
--
-- Replies  1
redis.call('SET', KEYS[1], '1')
redis.call('DEL', KEYS[1])
return 1
