-- Lists jobs of one state by their score and id, from a position on.
--
-- KEYS[1]  partition root
-- ARGV[1]  state
-- ARGV[2]  1 = highest score first, 0 = lowest first
-- ARGV[3]  score of the position after which to begin, or "" for the beginning; [4] its id, perhaps ""
-- ARGV[5]  most jobs to return, [6] most jobs to look at
-- ARGV[7]  earliest time in ms, or ""; [8] the time in ms before which it must be, or ""
-- ARGV[9]  priority, [10] kind, [11] kind to leave out, [12] scope, [13] part of the latest failure in small letters; each may
--          be "" for any
-- ARGV[14…] lanes; none for any
--
-- Returns: [1] 1 if there is nothing more, [2] score and [3] id of the position up to which it has looked, then for each job 8
-- values: id, score, record, and the fields a, k, e, x, o of what more there is.
-- Complexity: O(log² n) and the jobs looked at; of records at most about 2 MB are returned, but one at least.
local MOST_BYTES = 2000000
local state, reverse, limit, look = ARGV[1], ARGV[2] == '1', tonumber(ARGV[5]), tonumber(ARGV[6])
local from, to = tonumber(ARGV[7]), tonumber(ARGV[8])
local priority, kind, exceptKind, scope, cause = ARGV[9], ARGV[10], ARGV[11], ARGV[12], ARGV[13]
local key, lanes, anyLane = root .. ':' .. state, {}, #ARGV < 14
for i = 14, #ARGV do lanes[ARGV[i]] = true end

local function range(first, last)
  if reverse then return call('ZRANGE', key, first, last, 'REV', 'WITHSCORES') end
  return call('ZRANGE', key, first, last, 'WITHSCORES')
end

-- Compares byte by byte, as Redis orders members, whatever the locale.
local function less(one, other)
  for i = 1, math.min(#one, #other) do
    local a, b = string.byte(one, i), string.byte(other, i)
    if a ~= b then return a < b end
  end
  return #one < #other
end

local function beyond(score, id, limitScore, limitId)
  if score ~= limitScore then return (score > limitScore) ~= reverse end
  if reverse then return less(id, limitId) end
  return less(limitId, id)
end

-- The rank of the first entry beyond the position.
local function start()
  if ARGV[3] == '' then return 0 end
  local score, low, high = tonumber(ARGV[3]), 0, call('ZCARD', key)
  while low < high do
    local middle = math.floor((low + high) / 2)
    local entry = range(middle, middle)
    if beyond(tonumber(entry[2]), entry[1], score, ARGV[4]) then high = middle else low = middle + 1 end
  end
  return low
end

local function hasCause(id)
  local failures = call('HGET', moreKey(id), 'e')
  local last = failures and string.match(failures, '[^\n]*$')
  return last and string.find(string.lower(last), cause, 1, true)
end

-- Whether a job is wanted; nil and true if it and all that follow are not.
local function wanted(id, score)
  local record = call('GETRANGE', jobKey(id), 0, 4000)
  local lane, place, offset, scopes, itsKind, itsPriority =
      string.match(record, '^([^\n]*)\n(%d+) (%d+)\n[^\n]*\n([^\n]*)\n[^\n]*\n[^\n]*\n([^\n]*)\n([^\n]*)')
  if not lane then return false end
  local at = score
  if state == 'waiting' then at = math.floor((place - offset) / 1000) end
  if from and at < from then return false, reverse and state ~= 'waiting' end
  if to and at >= to then return false, not reverse and state ~= 'waiting' end
  return (anyLane or lanes[lane]) and (priority == '' or priority == itsPriority) and (kind == '' or kind == itsKind)
      and exceptKind ~= itsKind and (scope == '' or string.find(',' .. scopes .. ',', ',' .. scope .. ',', 1, true))
      and (cause == '' or hasCause(id))
end

local first = start()
local entries, out, found, bytes = range(first, first + look - 1), {1, ARGV[3], ARGV[4]}, 0, 0
for i = 1, #entries, 2 do
  local id, score = entries[i], tonumber(entries[i + 1])
  local is, over = wanted(id, score)
  if over then return out end
  if is then
    if found == limit or (found > 0 and bytes > MOST_BYTES) then
      out[1] = 0
      return out
    end
    local record, more = call('GET', jobKey(id)), call('HMGET', moreKey(id), 'a', 'k', 'e', 'x', 'o')
    local at = #out
    out[at + 1], out[at + 2], out[at + 3] = id, int(score), record
    for n = 1, 5 do out[at + 3 + n] = more[n] or '' end
    found, bytes = found + 1, bytes + #record
  end
  out[2], out[3] = int(score), id
end
if #entries == 2 * look then out[1] = 0 end
return out
