-- commit_all: several commits, one after another; the log is synced once for all of them. The text of the script commit
-- stands before this one, as the function commit(KEYS, ARGV).
--
-- KEYS[1..n]  the keys of each commit, those of the first first
-- ARGV[..]    for each commit the number of its keys, the number of its arguments, then its arguments
--
-- Replies     a list with the reply of each commit
local replies = {}
local key, at = 0, 0
while at < #ARGV do
  local keys, arguments = {}, {}
  for i = 1, tonumber(ARGV[at + 1]) do keys[i] = KEYS[key + i] end
  for i = 1, tonumber(ARGV[at + 2]) do arguments[i] = ARGV[at + 2 + i] end
  replies[#replies + 1] = commit(keys, arguments)
  key, at = key + #keys, at + 2 + #arguments
end
return replies
