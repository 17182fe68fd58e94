#!lua
-- write_probe: finds out whether changes are possible: asks for the rights that every service needs, then writes a key and deletes it
-- again. Nothing is left of it.
--
-- KEYS[1]  a key that nothing else uses
-- ARGV     keys of the public events and of services, for which rights are asked alone
--
-- Replies  1, or an error as that of Redis for a command outside of a script, which names the command or the key
local function denied(what)
    return redis.error_reply('NOPERM this user has no permissions to ' .. what)
end
-- Each with the least number of arguments that it takes, which newer servers check.
local commands = 'get1 mget1 getrange3 set2 del1 type1 incr1 pexpire2 hget2 hgetall1 hlen1 hset3 hsetnx3 hdel2 hincrby3 '
    .. 'lrange3 rpush2 zadd3 zrem2 zcard1 zcount3 zscore2 zmscore2 zrange3 zrevrange3 zrangebylex3 zrevrangebylex3 '
    .. 'zrangebyscore3 zremrangebyscore3 xadd4 xlen1 xrange3 xrevrange3 xtrim3 time0'
local arguments = {KEYS[1], '0', '0', '0'}
for command, count in string.gmatch(commands, '(%l+)(%d)') do
    if not redis.acl_check_cmd(command, unpack(arguments, 1, tonumber(count))) then
        return denied("run the '" .. command .. "' command")
    end
end
for _, key in ipairs(ARGV) do
    if not redis.acl_check_cmd('xadd', key, '0', '0', '0') then
        return denied("access the key '" .. key .. "'")
    end
end
redis.call('SET', KEYS[1], '1')
redis.call('DEL', KEYS[1])
return 1
