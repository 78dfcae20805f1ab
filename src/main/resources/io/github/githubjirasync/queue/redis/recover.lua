-- Returns jobs whose lease has expired to their old place among the waiting; one that expired too often dies.
-- Several are let go one after the other, for one of them may be what ended their worker: a fortieth of a lease apart,
-- within a quarter of a lease in all; those that would die the next time a whole lease apart, within ten leases, whenever
-- their leases expired.
--
-- KEYS[1]  partition root
-- ARGV[1]  how many expiries make a dead letter
-- ARGV[2]  most jobs to move in one call
-- ARGV[3]  lease in ms
--
-- Returns: [1] jobs that run again, [2] jobs that became dead letters.
-- Complexity: O(log n) for each job moved.
passWhenFull()
local expired = call('ZRANGE', ACTIVE, '-inf', nowMs, 'BYSCORE', 'LIMIT', 0, ARGV[2])
local most, lease = tonumber(ARGV[1]), tonumber(ARGV[3])
local returned, dead, lastChanceAt = 0, 0, nil
for _, id in ipairs(expired) do
  call('ZREM', ACTIVE, id)
  local record = call('GET', jobKey(id))
  local crashes = call('HINCRBY', moreKey(id), 'k', 1)
  if crashes >= most then
    local attempt = call('HINCRBY', moreKey(id), 'a', 1)
    addFailure(id, attempt, 'poison: its lease expired ' .. crashes .. ' times, so its worker crashed or stalled each time')
    call('ZADD', DEAD, nowMs, id)
    releaseLane(laneOf(record))
    dead = dead + 1
  else
    local wait = math.min(returned * lease / 40, lease / 4)
    if crashes == most - 1 then
      lastChanceAt = lastChanceAt or math.max(nowMs, tonumber(call('HGET', META, 'chance') or 0))
      wait = math.min(lastChanceAt - nowMs, 10 * lease)
      lastChanceAt = nowMs + wait + lease
    end
    if wait > 0 then
      call('HSET', LANES, laneOf(record), id .. ':')
      call('HSET', moreKey(id), 'o', 'its lease expired')
      call('ZADD', DELAYED, int(nowMs + wait), id)
    else
      waitAgain(id, laneOf(record), record)
    end
    returned = returned + 1
  end
end
if lastChanceAt then call('HSET', META, 'chance', int(lastChanceAt)) end
if returned + dead > 0 then wake() end
return {returned, dead}
