-- Sends the requests of a file with wrk. Arguments: the file, the order ("random", "in_turn" or "once"), and the number of
-- the first request. Each line of the file is a method, a path and a JSON body, which may be empty, separated by tabs.
local NUMBER = '#######'
local heads, tails, random, once, first
sent = 0

function setup(thread)
  sender = thread
end

function init(arguments)
  heads, tails = {}, {}
  for line in io.lines(arguments[1]) do
    local method, path, body = line:match('^(%S+)\t(%S+)\t(.*)$')
    local json = body ~= '' and {['Content-Type'] = 'application/json'} or nil
    local text = wrk.format(method, path, json, body ~= '' and body or nil)
    local from, to = text:find(NUMBER, 1, true)
    heads[#heads + 1] = from and text:sub(1, from - 1) or text
    tails[#heads] = from and text:sub(to + 1)
  end
  random, once, first = arguments[2] == 'random', arguments[2] == 'once', tonumber(arguments[3])
  math.randomseed(first + os.time())
end

function request()
  local number = first + sent
  sent = sent + 1
  local i
  if random then
    i = math.random(#heads)
  elseif once then
    i = sent
    if i > #heads then error('no request is left') end
  else
    i = number % #heads + 1
  end
  return tails[i] and heads[i] .. string.format('%07d', number) .. tails[i] or heads[i]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'measured requests=%.0f micros=%.0f p50=%.0f p95=%.0f p99=%.0f connect=%.0f read=%.0f write=%.0f timeout=%.0f status=%.0f sent=%.0f\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99),
    errors.connect, errors.read, errors.write, errors.timeout, errors.status, sender:get('sent')))
end
