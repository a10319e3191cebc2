SELECT
  booking AS key,
  CASE WHEN project IS NOT NULL THEN 'menu-amount' END AS placement,
  CASE WHEN project IS NULL THEN 'booking without a project' END AS reason
FROM ${raw('bookings')}
