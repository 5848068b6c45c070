import type { Redis, Result } from "ioredis";

// BullMQ keeps the jobs; what it knows nothing of is done here, on its keys: leases that are not run again by themselves, fencing tokens, cancelling what is
// being executed. Each script is atomic. Time is that of Redis, so that no worker's clock matters. They may go beyond maxmemory: they free more than they
// take, and jobs must be renewed and finished while nothing can be added.
//
// A job's token is `timestamp * 1000 + ats`: when it was added and how often it was leased. So tokens grow, also when the job was lost and added again.

const HEAD = `#!lua flags=allow-oom
local base = KEYS[1]
local call = redis.call
local time = call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function isWaiting(id)
  return call("ZSCORE", base .. "prioritized", id) or call("ZSCORE", base .. "delayed", id)
end

local function tokenOf(id)
  local found = call("HMGET", base .. id, "timestamp", "ats")
  return found[1] and found[1] * 1000 + (found[2] or 0)
end

local function isActive(id)
  return call("LPOS", base .. "active", id)
end

local function holds(id, token)
  return isActive(id) and tokenOf(id) == tonumber(token)
end

local function freeKey(id)
  local key = call("HGET", base .. id, "deid")
  if key and call("GET", base .. "de:" .. key) == id then call("DEL", base .. "de:" .. key) end
end

-- Delayed jobs whose time has come wait from then on, as BullMQ has them wait.
local function promote()
  local due = call("ZRANGEBYSCORE", base .. "delayed", 0, (now + 1) * 4096 - 1, "LIMIT", 0, 1000)
  for _, id in ipairs(due) do
    call("ZREM", base .. "delayed", id)
    local turn = call("INCR", base .. "pc") % 4294967296
    call("ZADD", base .. "prioritized", (call("HGET", base .. id, "priority") or 1) * 4294967296 + turn, id)
    call("HSET", base .. id, "delay", 0)
  end
end

local function hold(id, worker, ms)
  call("SET", base .. id .. ":lock", worker, "PX", ms)
  call("HSET", base .. id, "pb", worker, "processedOn", now)
  call("HINCRBY", base .. id, "ats", 1)
  return { call("HGET", base .. id, "data"), string.format("%.0f", tokenOf(id)) }
end

local function stateOf(id)
  if call("ZSCORE", base .. "prioritized", id) then return "waiting" end
  if call("ZSCORE", base .. "delayed", id) then return "delayed" end
  if isActive(id) then return "leased" end
  if call("ZSCORE", base .. "failed", id) then return "cancelled" end
  return "done"
end

local function row(id)
  local found = call("HMGET", base .. id, "data", "pb")
  return found[1] and { found[1], found[2] or "", stateOf(id) }
end
`;

/** Makes due jobs wait, before something is added behind them. */
const PROMOTE = `promote()`;

const LEASE = `promote()
while true do
  local id = call("ZPOPMIN", base .. "prioritized")[1]
  if not id then call("DEL", base .. "pc") return false end
  if call("EXISTS", base .. id) == 1 then
    call("LPUSH", base .. "active", id)
    freeKey(id)
    return hold(id, ARGV[1], ARGV[2])
  end
end`;

const RENEW = `if not holds(ARGV[1], ARGV[2]) then return 0 end
call("SET", base .. ARGV[1] .. ":lock", call("HGET", base .. ARGV[1], "pb"), "PX", ARGV[3])
return 1`;

const SETTLE = `local id, token, target, field = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if token ~= "" and not holds(id, token) then return 0 end
local found = call("LREM", base .. "active", 1, id) + call("ZREM", base .. "prioritized", id) + call("ZREM", base .. "delayed", id)
if found == 0 then return 0 end
freeKey(id)
call("DEL", base .. id .. ":lock")
call("ZADD", base .. target, now, id)
call("HSET", base .. id, "finishedOn", now, field, cjson.encode(target))
return 1`;

const TAKE_OVER = `local lost = {}
for at = 3, #ARGV do lost[ARGV[at]] = true end
local taken = {}
local active = call("LRANGE", base .. "active", 0, -1)
for at = #active, 1, -1 do
  local id = active[at]
  if call("EXISTS", base .. id) == 0 then
    call("LREM", base .. "active", 1, id)
  elseif call("EXISTS", base .. id .. ":lock") == 0 or lost[call("HGET", base .. id, "pb")] then
    table.insert(taken, hold(id, ARGV[1], ARGV[2]))
  end
end
return taken`;

const LOOK = `promote()
return row(ARGV[1])`;

const LIST = `promote()
local limit = tonumber(ARGV[1])
local rows = {}
local function add(ids, first, last, step)
  for at = first, last, step do
    if #rows >= limit then return end
    table.insert(rows, row(ids[at]) or nil)
  end
end
local active = call("LRANGE", base .. "active", -limit, -1)
add(active, #active, 1, -1)
for _, set in ipairs({ "prioritized", "delayed" }) do
  local ids = call("ZRANGE", base .. set, 0, limit - 1)
  add(ids, 1, #ids, 1)
end
return rows`;

const COUNT = `promote()
return { call("ZCARD", base .. "prioritized"), call("ZCARD", base .. "delayed"), call("LLEN", base .. "active"),
  call("ZCARD", base .. "completed"), call("ZCARD", base .. "failed") }`;

/** Job as JSON and token. */
type Held = readonly [job: string, token: string];

/** Job as JSON, worker or nothing, state. */
export type Found = readonly [job: string, worker: string, state: string];

declare module "ioredis" {
  interface RedisCommander<Context> {
    taskotronPromote(base: string): Result<null, Context>;
    taskotronLease(base: string, worker: string, ms: number): Result<Held | null, Context>;
    taskotronRenew(base: string, uuid: string, token: number, ms: number): Result<number, Context>;
    taskotronSettle(
      base: string,
      uuid: string,
      token: number | "",
      ...end: readonly string[]
    ): Result<number, Context>;
    taskotronTakeOver(
      base: string,
      worker: string,
      ms: number,
      ...lost: readonly string[]
    ): Result<Held[], Context>;
    taskotronLook(base: string, uuid: string): Result<Found | null, Context>;
    taskotronList(base: string, limit: number): Result<Found[], Context>;
    taskotronCount(base: string): Result<number[], Context>;
  }
}

const SCRIPTS: Readonly<Record<string, string>> = {
  taskotronPromote: PROMOTE,
  taskotronLease: LEASE,
  taskotronRenew: RENEW,
  taskotronSettle: SETTLE,
  taskotronTakeOver: TAKE_OVER,
  taskotronLook: LOOK,
  taskotronList: LIST,
  taskotronCount: COUNT,
};

/** Teaches a connection the scripts. */
export const defineScripts = (redis: Redis): void => {
  for (const [name, body] of Object.entries(SCRIPTS))
    redis.defineCommand(name, { numberOfKeys: 1, lua: `${HEAD}\n${body}` });
};
