-- A second, independent client: headless Neovim (Debian 12: 0.7.2) against the server over stdio. Used by run.mjs.
--
-- CLAUSIER_CMD is the command of the server, CLAUSIER_CODE the requirement whose clause is to be inserted. Prints one JSON object on a
-- line: the diagnostics of all documents before and after, as Neovim understood them, with the text under those of the open one, and the
-- titles of the code actions.
local out = { before = {}, after = {}, actions = {} }

local function text_under(bufnr, d)
  if d.bufnr ~= bufnr then return nil end
  return table.concat(vim.api.nvim_buf_get_text(bufnr, d.lnum, d.col, d.end_lnum, d.end_col, {}), '\n')
end

local function diagnostics(bufnr)
  local list = {}
  for _, d in ipairs(vim.diagnostic.get(nil)) do
    local file = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(d.bufnr), ':t')
    table.insert(list, { file = file, line = d.lnum + 1, severity = d.severity, code = d.user_data.lsp.code, source = d.source, message = d.message, text = text_under(bufnr, d) })
  end
  return list
end

local function run()
  local bufnr = vim.api.nvim_get_current_buf()
  vim.bo[bufnr].filetype = 'markdown'
  local published, exited = 0, nil
  local id = vim.lsp.start_client({
    name = 'clausier',
    cmd = vim.split(assert(os.getenv('CLAUSIER_CMD'), 'set CLAUSIER_CMD'), ' '),
    root_dir = vim.fn.getcwd(),
    handlers = {
      ['textDocument/publishDiagnostics'] = function(...)
        published = published + 1
        return vim.lsp.diagnostic.on_publish_diagnostics(...)
      end,
    },
    on_exit = function(code, signal) exited = code .. ' signal ' .. signal end,
  })
  assert(id, 'the server did not start')
  vim.lsp.buf_attach_client(bufnr, id)
  local function wait(what, condition)
    local met = vim.wait(60000, function() return condition() or exited ~= nil end, 20)
    assert(met and condition(), what .. (exited and (': the server exited with ' .. exited) or ': timed out'))
  end
  -- The server speaks of one document after the other; it is done when a second brings nothing new.
  local function settled()
    local seen = -1
    while seen ~= published do
      seen = published
      vim.wait(1000, function() return published ~= seen end, 20)
    end
  end
  local client
  wait('initialize', function() client = vim.lsp.get_client_by_id(id) or client; return client and client.initialized end)
  wait('first diagnostics', function() return published > 0 and #vim.diagnostic.get(bufnr) > 0 end)
  settled()
  out.before = diagnostics(bufnr)

  local code, target = os.getenv('CLAUSIER_CODE'), nil
  for _, d in ipairs(vim.diagnostic.get(bufnr)) do
    if d.user_data.lsp.code == code then target = d end
  end
  assert(target, 'no diagnostic with the code ' .. tostring(code))
  vim.api.nvim_win_set_cursor(0, { target.lnum + 1, target.col })
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  local mine = {}
  for _, d in ipairs(vim.lsp.diagnostic.get_line_diagnostics(bufnr, target.lnum)) do
    if d.code == code then table.insert(mine, d) end
  end
  params.context = { diagnostics = mine }
  local answer = assert(client.request_sync('textDocument/codeAction', params, 30000, bufnr))
  assert(not answer.err, vim.inspect(answer.err))
  local action
  for _, a in ipairs(answer.result or {}) do
    table.insert(out.actions, a.title)
    if not action and (a.edit or a.data) then action = a end
  end
  assert(action, 'no code action with an edit')
  if not action.edit then action = assert(client.request_sync('codeAction/resolve', action, 30000, bufnr)).result end
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  wait('the finding to go', function()
    for _, d in ipairs(vim.diagnostic.get(bufnr)) do
      if d.user_data.lsp.code == code then return false end
    end
    return true
  end)
  settled()
  out.after = diagnostics(bufnr)
  vim.cmd('silent write')
  client.stop()
  wait('shutdown', function() return client.is_stopped() end)
end

local ok, err = pcall(run)
if not ok then out.error = tostring(err) end
io.stdout:write(vim.json.encode(out) .. '\n')
vim.cmd(ok and 'qall!' or 'cquit 1')
