-- Finds a job in whatever state it is.
--
-- KEYS[1]  partition root
-- ARGV[1]  job id, or "" to find it by
-- ARGV[2]  a delivery id
--
-- Returns nothing, or: id, state, the state's score, then the fields h, d, n, a, k, e, x, o of the job.
-- Complexity: O(log n).
local id = ARGV[1] ~= '' and ARGV[1] or call('GET', root .. ':seen:' .. ARGV[2])
if not id then return {} end
local fields = call('HMGET', jobKey(id), 'h', 'd', 'n', 'a', 'k', 'e', 'x', 'o')
if not fields[1] then return {} end
for state, key in pairs({waiting = WAITING, delayed = DELAYED, active = ACTIVE, completed = COMPLETED, dead = DEAD}) do
  local score = call('ZSCORE', key, id)
  if score then
    local out = {id, state, int(tonumber(score))}
    for i = 1, 8 do out[3 + i] = fields[i] or '' end
    return out
  end
end
return {}
