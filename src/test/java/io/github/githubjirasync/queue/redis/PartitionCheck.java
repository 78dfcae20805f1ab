package io.github.githubjirasync.queue.redis;

import java.util.List;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/**
 * Looks at all that is stored of a partition in one atomic step.
 */
final class PartitionCheck {

	private static final DefaultRedisScript<String> SCRIPT = new DefaultRedisScript<>(
			"""
					local root, seen, heads = KEYS[1], {}, {}
					for _, state in ipairs({'waiting', 'delayed', 'active', 'completed', 'dead'}) do
					  for _, id in ipairs(redis.call('ZRANGE', root .. ':' .. state, 0, -1)) do
					    if seen[id] then return id .. ' is both ' .. seen[id] .. ' and ' .. state end
					    seen[id] = state
					    if redis.call('EXISTS', root .. ':j:' .. id) == 0 then return id .. ' is ' .. state .. ' without a record' end
					  end
					end
					for _, key in ipairs(redis.call('KEYS', root .. ':j:*')) do
					  local id = string.sub(key, #root + 4)
					  local joined = string.match(redis.call('GETRANGE', key, 0, 80), '^=(.*)')
					  if not seen[joined or id] then return id .. ' is in no state' end
					  if joined and seen[id] then return id .. ' is ' .. seen[id] .. ' and has joined ' .. joined end
					end
					local lanes = redis.call('HGETALL', root .. ':lanes')
					for i = 1, #lanes, 2 do
					  local head, token = string.match(lanes[i + 1], '^([^:]*):(.*)$')
					  heads[head] = lanes[i]
					  local state = seen[head]
					  if (token ~= '') ~= (state == 'active') then return head .. ' is ' .. tostring(state) .. ' with token ' .. token end
					  if state ~= 'waiting' and state ~= 'delayed' and state ~= 'active' then
					    return 'lane ' .. lanes[i] .. ' is headed by ' .. lanes[i + 1] .. ', which is ' .. tostring(state)
					  end
					end
					for id, state in pairs(seen) do
					  if state == 'active' or state == 'delayed' then
					    if not heads[id] then return id .. ' is ' .. state .. ' but heads no lane' end
					  elseif state == 'waiting' then
					    local blocked = tonumber(redis.call('ZSCORE', root .. ':waiting', id)) >= 4e15
					    if blocked and heads[id] then return id .. ' heads its lane but is blocked' end
					    if not blocked and not heads[id] then return id .. ' waits in the open but heads no lane' end
					  end
					end
					return ''
					""",
			String.class);

	private PartitionCheck() {
	}

	/**
	 * The first thing that is wrong: a job in two states or in none, a lane without a
	 * head or with two, a lease without a job.
	 * @param redis where
	 * @param root the partition's root
	 * @return what is wrong, or nothing
	 */
	static String run(StringRedisTemplate redis, String root) {
		return String.valueOf(redis.execute(SCRIPT, List.of(root)));
	}

}
