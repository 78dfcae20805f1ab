-- Shared by all scripts of the queue; put in front of each of them.
--
-- KEYS[1]  the root of one partition, such as {gjs:0}. Every key below shares its hash tag, so a script is legal on a cluster.
--
-- <root>:waiting    zset  job id -> microseconds of enqueue time + priority offset; + BLOCKED while another job heads its lane
-- <root>:delayed    zset  job id -> due time in ms; NEVER while its scope is paused
-- <root>:active     zset  job id -> lease expiry in ms
-- <root>:completed  zset  job id -> time of completion in ms
-- <root>:dead       zset  job id -> time of death in ms
-- <root>:j:<id>     hash  the job; see RedisJob for its fields
-- <root>:lanes      hash  lane -> id of the job that heads it (waiting, delayed or active)
-- <root>:l:<lane>   list  ids of the jobs behind the head, in order; exists only if there are any
-- <root>:seen:<d>   string, TTL: delivery id -> id of the job that stands for it
-- <root>:holds      hash  scope -> ms until which its jobs are held back ("*" is the whole queue, NEVER is a pause)
-- <root>:limit      string, TTL: the rate limit's theoretical arrival time in microseconds
-- <root>:idle       string, TTL: set while some worker found nothing to take
-- <root>:live       zset  instance -> ms of its last sign of life
local root = KEYS[1]
local WAITING, DELAYED, ACTIVE = root .. ':waiting', root .. ':delayed', root .. ':active'
local COMPLETED, DEAD, LANES = root .. ':completed', root .. ':dead', root .. ':lanes'
local BLOCKED, NEVER = 4e15, 9e15
local call = redis.call
local clock = call('TIME')
local nowUs = clock[1] * 1000000 + clock[2]
local nowMs = math.floor(nowUs / 1000)

local function jobKey(id) return root .. ':j:' .. id end
local function laneKey(lane) return root .. ':l:' .. lane end
local function int(n) return string.format('%.0f', n) end

-- The header's lines: enqueued at (ms), first delivery, lane, scopes (comma separated), thing, version, and what only the client reads.
local function laneOf(header) return string.match(header, '^[^\n]*\n[^\n]*\n([^\n]*)') end
local function scopesOf(header) return string.match(header, '^[^\n]*\n[^\n]*\n[^\n]*\n([^\n]*)') end

-- Lets the next job of a lane wait in the open, or frees the lane.
local function releaseLane(lane)
  local nextId = call('LPOP', laneKey(lane))
  if nextId then
    call('HSET', LANES, lane, nextId)
    call('ZINCRBY', WAITING, int(-BLOCKED), nextId)
  else
    call('HDEL', LANES, lane)
  end
end

-- Puts a job that is in no state at the end of its lane. Returns true if it heads the lane.
local function enterLane(id, lane, score)
  if call('HSETNX', LANES, lane, id) == 1 then
    call('ZADD', WAITING, int(score), id)
    return true
  end
  call('RPUSH', laneKey(lane), id)
  call('ZADD', WAITING, int(score + BLOCKED), id)
  -- The head inherits the place of the most urgent job behind it.
  call('ZADD', WAITING, 'XX', 'LT', int(score), call('HGET', LANES, lane))
  return false
end

-- Adds a line "<ms> <attempt> <cause>" to the job's failures.
local function addFailure(id, attempt, cause)
  local before = call('HGET', jobKey(id), 'e')
  local line = nowMs .. ' ' .. attempt .. ' ' .. cause
  call('HSET', jobKey(id), 'e', before and (before .. '\n' .. line) or line)
end

-- Calls idle workers, if there are any.
local function wake()
  if call('DEL', root .. ':idle') == 1 then call('PUBLISH', 'gjs:wake', root) end
end
