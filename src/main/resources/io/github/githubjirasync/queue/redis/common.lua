-- Shared by all scripts of the queue; put in front of each of them, without the functions that it does not call. A function
-- that calls another one comes after it.
--
-- KEYS[1]  the root of one partition, such as {gjs:0}. Every key below shares its hash tag, so a script is legal on a cluster.
--          No key of this name exists.
-- KEYS[2]  <root>:-, which never exists either. While a slot moves between two nodes, each of them refuses a call that names
--          two missing keys, so no script runs on half of a partition.
--
-- <root>:waiting    zset  job id -> its place: microseconds of enqueue time + priority offset; + BLOCKED while another job
--                         heads its lane
-- <root>:delayed    zset  job id -> due time in ms; NEVER while its scope is paused
-- <root>:active     zset  job id -> lease expiry in ms
-- <root>:completed  zset  job id -> time of completion in ms
-- <root>:dead       zset  job id -> time of death in ms
-- <root>:j:<id>     string  the job's record: 9 header lines, then the payload; see RedisJob. Or "=<id>": a delivery that
--                         joined that job; the id of a job comes from its first delivery, so one is known by its id
-- <root>:m:<id>     hash  what more is to be said of it, if anything; see RedisJob
-- <root>:lanes      hash  lane -> <id>:<token> of the job that heads it (waiting, delayed or active); the token is the time
--                         of its lease in microseconds, and empty without one
-- <root>:l:<lane>   list  ids of the jobs behind the head, in order; exists only if there are any
-- <root>:gone:<n>   set   ids of jobs that were forgotten, while they are still recognised; one of two takes in, for as
--                         long as they are recognised, then it is the other one's turn. Also ">" and the id of each job
--                         that had gone to another partition, for it may come back
-- <root>:live       zset  instance -> ms of its last sign of life
-- <root>:meta       hash  limit -> the rate limit's theoretical arrival time in microseconds;
--                         h:<scope> -> ms until which its jobs are held back ("*" is the whole queue, NEVER is a pause);
--                         r:<scope> -> the end of a hold whose jobs are just being let go;
--                         g:<0|1> -> the number of the time for which that set of forgotten jobs takes in;
--                         i:<worker> -> how many jobs an idle worker would take;
--                         chance -> ms before which no further job runs that would die the next time its lease expires
local root = KEYS[1]
local WAITING, DELAYED, ACTIVE = root .. ':waiting', root .. ':delayed', root .. ':active'
local COMPLETED, DEAD, LANES, META = root .. ':completed', root .. ':dead', root .. ':lanes', root .. ':meta'
local BLOCKED, NEVER = 4e15, 9e15
local call = redis.call
local clock = call('TIME')
local nowUs = clock[1] * 1000000 + clock[2]
local nowMs = math.floor(nowUs / 1000)

local function jobKey(id) return root .. ':j:' .. id end
local function moreKey(id) return root .. ':m:' .. id end
local function laneKey(lane) return root .. ':l:' .. lane end
local function int(n) return string.format('%d', n) end -- in C a long: four times as fast as %.0f

-- Lets the rest of the script pass when Redis is full: Redis refuses only a first write that needs memory. For the scripts
-- that let workers go on, and so make room.
local function passWhenFull() call('HDEL', META, '') end

-- The record's lines: lane, <place> <offset>, first delivery, scopes (comma separated), thing, version, and three that only
-- the client reads.
local function laneOf(record) return string.match(record, '^[^\n]*') end
local function placeOf(record) return string.match(record, '^[^\n]*\n(%d+)') end
local function scopesOf(record) return string.match(record, '^[^\n]*\n[^\n]*\n[^\n]*\n([^\n]*)') end

-- Lets the next job of a lane wait in the open, or frees the lane.
local function releaseLane(lane)
  local nextId = call('LPOP', laneKey(lane))
  if nextId then
    call('HSET', LANES, lane, nextId .. ':')
    call('ZINCRBY', WAITING, int(-BLOCKED), nextId)
  else
    call('HDEL', LANES, lane)
  end
end

-- The id of the job that heads a lane.
local function headOf(lane) return string.match(call('HGET', LANES, lane), '^[^:]*') end

-- Lets a job wait at the end of a lane that another job heads, which inherits the place of the most urgent behind it.
local function joinLane(id, lane, place)
  call('RPUSH', laneKey(lane), id)
  call('ZADD', WAITING, int(place + BLOCKED), id)
  call('ZADD', WAITING, 'XX', 'LT', int(place), headOf(lane))
end

-- Puts a job that is in no state at the end of its lane. Returns whether it heads the lane, and so can be taken.
local function enterLane(id, lane, place)
  local heads = call('HSETNX', LANES, lane, id .. ':') == 1
  if heads then
    call('ZADD', WAITING, int(place), id)
  else
    joinLane(id, lane, place)
  end
  return heads
end

-- Lets the job that heads a lane wait at its old place, without a lease.
local function waitAgain(id, lane, record)
  call('HSET', LANES, lane, id .. ':')
  call('ZADD', WAITING, placeOf(record), id)
end

-- Lets delayed jobs wait at their old places.
local function promote(ids)
  local keys, entries = {}, {}
  for i, id in ipairs(ids) do keys[i] = jobKey(id) end
  for i, record in ipairs(call('MGET', unpack(keys))) do
    entries[2 * i - 1], entries[2 * i] = placeOf(record), ids[i]
  end
  call('ZREM', DELAYED, unpack(ids))
  call('ZADD', WAITING, unpack(entries))
end

-- Adds a line "<ms> <attempt> <cause>" to the job's failures.
local function addFailure(id, attempt, cause)
  local before = call('HGET', moreKey(id), 'e')
  local line = nowMs .. ' ' .. attempt .. ' ' .. cause
  call('HSET', moreKey(id), 'e', before and (before .. '\n' .. line) or line)
end

-- Does something with many values, as many at a time as Lua can pass.
local function withAll(command, key, values)
  for from = 1, #values, 1000 do
    call(command, key, unpack(values, from, math.min(#values, from + 999)))
  end
end

-- Whether a completed job's outcome says that it went to another partition.
local function wentAway(outcome) return outcome and string.find(outcome, '^moved to %d+%-') end

-- Forgets completed jobs, but for their ids and those of the deliveries that joined them, which are recognised for <seenMs>.
local function forget(ids, seenMs)
  if #ids == 0 then return end
  local jobs, mores, seen = {}, {}, {}
  for i, id in ipairs(ids) do jobs[i], mores[i], seen[i] = jobKey(id), moreKey(id), id end
  if call('EXISTS', unpack(mores)) > 0 then
    for i, key in ipairs(mores) do
      local more = call('HMGET', key, 'x', 'o')
      for id in string.gmatch(more[1] or '', '([^ \n]+)[^\n]*') do
        call('DEL', jobKey(id))
        seen[#seen + 1] = id
      end
      if wentAway(more[2]) then seen[#seen + 1] = '>' .. ids[i] end
    end
    call('UNLINK', unpack(mores))
  end
  call('UNLINK', unpack(jobs))
  local period = math.floor(nowMs / seenMs)
  local set = period % 2
  if call('HGET', META, 'g:' .. set) ~= int(period) then
    call('UNLINK', root .. ':gone:' .. set)
    call('HSET', META, 'g:' .. set, int(period))
  end
  withAll('SADD', root .. ':gone:' .. set, seen)
end

-- What holds, limits and idles now: { holds = {scope -> ms}, held = whether there is any, idle = {worker -> jobs},
-- gone = keys of the sets of forgotten jobs, arrival = microseconds }. Holds whose time is over are forgotten.
local function readMeta()
  local meta, stored = {holds = {}, held = false, idle = {}, gone = {}, arrival = nowUs}, call('HGETALL', META)
  for i = 1, #stored, 2 do
    local kind, name = string.sub(stored[i], 1, 2), string.sub(stored[i], 3)
    if kind == 'i:' then
      meta.idle[name] = tonumber(stored[i + 1])
    elseif kind == 'h:' then
      local untilMs = tonumber(stored[i + 1])
      if untilMs > nowMs then
        meta.holds[name], meta.held = untilMs, true
      else
        call('HDEL', META, stored[i])
      end
    elseif kind == 'g:' then
      meta.gone[#meta.gone + 1] = root .. ':gone:' .. name
    elseif stored[i] == 'limit' then
      meta.arrival = math.max(nowUs, tonumber(stored[i + 1]))
    end
  end
  return meta
end

-- Until when a job is held back, by its scopes; nil if it is not.
local function heldUntil(meta, record)
  local latest
  for scope in string.gmatch(scopesOf(record), '[^,]+') do
    local untilMs = meta.holds[scope]
    if untilMs and (not latest or untilMs > latest) then latest = untilMs end
  end
  return latest
end

-- The rate limit is a token bucket kept as one number: the time at which it would be full again.
local function tokens(meta, spacingUs, burst)
  if spacingUs == 0 then return 1e9 end
  return math.floor((nowUs + burst * spacingUs - meta.arrival) / spacingUs)
end

-- Calls the idle workers, if there are any: they ask for work at once.
local function wake(meta)
  local forgotten = {}
  for worker, _ in pairs((meta or readMeta()).idle) do forgotten[#forgotten + 1] = 'i:' .. worker end
  if #forgotten > 0 then
    call('HDEL', META, unpack(forgotten))
    call('PUBLISH', 'gjs:wake', root)
  end
end
