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
local commands = 'get mget getrange set del type incr pexpire hget hgetall hlen hset hsetnx hdel hincrby lrange rpush '
    .. 'zadd zrem zcard zcount zscore zmscore zrange zrevrange zrangebylex zrevrangebylex zrangebyscore '
    .. 'zremrangebyscore xadd xlen xrange xrevrange xtrim time'
for command in string.gmatch(commands, '%l+') do
    if not redis.acl_check_cmd(command, KEYS[1]) then
        return denied("run the '" .. command .. "' command")
    end
end
for _, key in ipairs(ARGV) do
    if not redis.acl_check_cmd('xadd', key) then
        return denied("access the key '" .. key .. "'")
    end
end
redis.call('SET', KEYS[1], '1')
redis.call('DEL', KEYS[1])
return 1
