// What the portal says, in each of its languages. The console beside it has its own words, and follows `lang`.

export const words = {
  en: {
    title: 'Harbour House · Database operations',
    portal: 'Portal',
    estate: 'Estate',
    backups: 'Backups',
    rota: 'Rota',
    duty: 'On duty: M. Okafor',
    lede: 'This page signs you in, works in one region only, and writes down every call.',
    ask: 'Ask a second person before each change',
    audit: 'Audit list',
    nothing: 'No call yet.',
    approval: 'A second pair of eyes',
    decline: 'Decline',
    approve: 'Approve',
    tokenFetched: (reason) => `Token fetched (${reason}).`,
    change: (operation, project, values) => `${operation} in project ${project}: ${values || 'no parameters'}`,
    request: (id) => `request ${id}`,
    outcomes: {
      'under-way': 'under way',
    },
  },
  'zh-Hans': {
    title: 'Harbour House · 数据库运维',
    portal: '门户',
    estate: '资源',
    backups: '备份',
    rota: '值班表',
    duty: '值班：M. Okafor',
    lede: '本页面为您登录，只在一个区域中工作，并记录每一次调用。',
    ask: '每次更改之前请第二个人确认',
    audit: '审计列表',
    nothing: '尚无调用。',
    approval: '请第二个人确认',
    decline: '拒绝',
    approve: '同意',
    tokenFetched: (reason) => `已获取Token（${reason}）。`,
    change: (operation, project, values) => `项目${project}中的${operation}：${values || '无参数'}`,
    request: (id) => `请求${id}`,
    outcomes: {
      'under-way': '进行中',
      succeeded: '成功',
      'not-sent': '未发送',
      refused: '被拒绝',
      failed: '失败',
      unknown: '未知',
    },
  },
};

// The language of the browser, where the portal speaks it.
export const spoken = () => (navigator.language.toLowerCase().startsWith('zh') ? 'zh-Hans' : 'en');
