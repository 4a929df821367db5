-- The sample company's rules as somebody would write them for DuckDB: what `icp score` is measured against.
-- Cells are text, as they come from the CRM; a cell that is no number is unknown.
WITH cells AS (
  SELECT
    "Record ID" AS id, "Account name" AS account,
    TRY_CAST("Returns per month" AS INTEGER) AS returns, TRY_CAST(Employees AS INTEGER) AS employees,
    CASE "Shop platform" WHEN 'A hosted shop platform' THEN 'hosted'
      WHEN 'Built or heavily changed by themselves' THEN 'custom' WHEN 'Marketplaces only' THEN 'marketplace-only'
      WHEN 'No online shop' THEN 'none' END AS storefront,
    CASE Category WHEN 'Fashion' THEN 'fashion' WHEN 'Shoes' THEN 'shoes' WHEN 'Sports and outdoor' THEN 'sports'
      WHEN 'Home and home textiles' THEN 'home' WHEN 'Electronics' THEN 'electronics'
      WHEN 'Grocery and hygiene' THEN 'grocery' WHEN 'Something else' THEN 'other' END AS category,
    TRY_CAST("Ship-to countries" AS INTEGER) AS countries, TRY_CAST("Return rate %" AS DOUBLE) AS rate,
    CASE "Returns owner" WHEN 'Yes' THEN TRUE WHEN 'No' THEN FALSE END AS has_owner,
    CASE "Offers exchanges" WHEN 'Yes' THEN TRUE WHEN 'No' THEN FALSE END AS exchanges,
    TRY_CAST(Stores AS INTEGER) AS shops,
    CASE Warehouse WHEN 'Their own warehouse' THEN 'own' WHEN 'A warehouse company' THEN 'third-party'
      WHEN 'Somebody in the office' THEN 'none' END AS warehouse,
    CASE ERP WHEN 'A standard ERP or WMS, little changed' THEN 'standard'
      WHEN 'Written or heavily changed for them' THEN 'custom' WHEN 'Stock lives in the shop system' THEN 'none' END
      AS erp,
    TRY_CAST("YoY growth %" AS DOUBLE) AS growth, lower(trim("Billing country")) AS country,
    "Organisation type" AS organisation, lower(trim(Agency)) AS agency,
    TRY_CAST("Months live" AS INTEGER) AS months, TRY_CAST("Exchange share %" AS DOUBLE) AS share,
    TRY_CAST("Weekly users" AS INTEGER) AS people, TRY_CAST("Tickets older than 7 days" AS INTEGER) AS tickets,
    CASE "Champion in place" WHEN 'Yes' THEN TRUE WHEN 'No' THEN FALSE END AS champion
  FROM read_csv('{file}', auto_detect=false, header=true, delim=',', quote='"', escape='"', new_line='\r\n',
    columns={columns})
),
points AS (
  SELECT *,
    CASE WHEN returns < 300 THEN 0 WHEN returns < 500 THEN 2 WHEN returns < 5000 THEN 5 WHEN returns < 10000 THEN 3
      WHEN returns >= 10000 THEN 1 END * 5 AS m1,
    CASE WHEN shops < 3 THEN 5 WHEN shops < 11 THEN 2 WHEN shops >= 11 THEN -4 END * 5 AS m2,
    CASE storefront WHEN 'hosted' THEN 5 WHEN 'custom' THEN 2 WHEN 'marketplace-only' THEN 0 WHEN 'none' THEN 0 END * 3
      AS m3,
    CASE WHEN employees < 30 THEN 0 WHEN employees < 50 THEN 2 WHEN employees < 500 THEN 5 WHEN employees < 1000 THEN 2
      WHEN employees >= 1000 THEN 0 END * 3 AS m4,
    CASE category WHEN 'fashion' THEN 5 WHEN 'shoes' THEN 5 WHEN 'sports' THEN 4 WHEN 'home' THEN 4
      WHEN 'electronics' THEN 1 WHEN 'grocery' THEN 0 WHEN 'other' THEN 2 END * 3 AS m5,
    CASE WHEN countries < 2 THEN 1 WHEN countries < 15 THEN 5 WHEN countries >= 15 THEN 3 END * 2 AS m6,
    CASE has_owner WHEN TRUE THEN 5 WHEN FALSE THEN 1 END * 2 AS m7,
    CASE WHEN rate < 8 THEN 0 WHEN rate < 15 THEN 3 WHEN rate < 55 THEN 5 WHEN rate >= 55 THEN 3 END AS m8,
    CASE exchanges WHEN TRUE THEN 5 WHEN FALSE THEN 3 END AS m9,
    CASE WHEN returns < 80 THEN 0 WHEN returns < 150 THEN 2 WHEN returns < 500 THEN 5 WHEN returns < 800 THEN 2
      WHEN returns >= 800 THEN -3 END * 5 AS s1,
    CASE WHEN returns < 80 THEN 0 WHEN returns >= 80 THEN
      CASE WHEN growth < 10 THEN 0 WHEN growth < 40 THEN 2 WHEN growth >= 40 THEN 5 END
      WHEN growth < 10 THEN 0 END * 4 AS s2,
    CASE WHEN employees < 5 THEN 0 WHEN employees < 15 THEN 2 WHEN employees < 50 THEN 5 WHEN employees < 100 THEN 2
      WHEN employees >= 100 THEN 0 END * 3 AS s3,
    CASE storefront WHEN 'hosted' THEN 5 WHEN 'custom' THEN 1 WHEN 'marketplace-only' THEN 0 WHEN 'none' THEN 0 END * 3
      AS s4,
    CASE category WHEN 'fashion' THEN 5 WHEN 'shoes' THEN 5 WHEN 'sports' THEN 4 WHEN 'home' THEN 3
      WHEN 'electronics' THEN 1 WHEN 'grocery' THEN 0 WHEN 'other' THEN 2 END * 2 AS s5,
    CASE WHEN shops < 2 THEN 5 WHEN shops < 5 THEN 2 WHEN shops >= 5 THEN 0 END * 2 AS s6,
    CASE warehouse WHEN 'own' THEN 4 WHEN 'third-party' THEN 5 WHEN 'none' THEN 1 END AS s7,
    CASE WHEN countries < 2 THEN 3 WHEN countries < 15 THEN 5 WHEN countries >= 15 THEN 2 END AS s8,
    CASE WHEN returns < 2000 THEN 0 WHEN returns < 5000 THEN 1 WHEN returns < 30000 THEN 5
      WHEN returns >= 30000 THEN 3 END * 5 AS o1,
    CASE WHEN employees < 250 THEN 0 WHEN employees < 500 THEN 1 WHEN employees < 3000 THEN 5
      WHEN employees >= 3000 THEN 3 END * 4 AS o2,
    CASE WHEN shops < 5 THEN 0 WHEN shops < 20 THEN 3 WHEN shops < 200 THEN 5 WHEN shops >= 200 THEN 3 END * 4 AS o3,
    CASE erp WHEN 'standard' THEN 5 WHEN 'custom' THEN 1 WHEN 'none' THEN 0 END * 3 AS o4,
    CASE has_owner WHEN TRUE THEN 5 WHEN FALSE THEN 1 END * 3 AS o5,
    CASE warehouse WHEN 'own' THEN 5 WHEN 'third-party' THEN 3 WHEN 'none' THEN 0 END * 2 AS o6,
    CASE category WHEN 'fashion' THEN 5 WHEN 'shoes' THEN 5 WHEN 'sports' THEN 5 WHEN 'home' THEN 3
      WHEN 'electronics' THEN 1 WHEN 'grocery' THEN 0 WHEN 'other' THEN 2 END * 2 AS o7,
    CASE WHEN countries < 2 THEN 3 WHEN countries < 15 THEN 5 WHEN countries >= 15 THEN 2 END AS o8,
    CASE storefront WHEN 'marketplace-only' THEN 5 WHEN 'none' THEN 2 WHEN 'hosted' THEN 0 WHEN 'custom' THEN 0 END * 5
      AS a1,
    CASE WHEN employees < 20 THEN 5 WHEN employees < 50 THEN 3 WHEN employees >= 50 THEN 1 END * 2 AS a2,
    CASE has_owner WHEN TRUE THEN 1 WHEN FALSE THEN 5 END AS a3,
    CASE category WHEN 'electronics' THEN 5 WHEN 'other' THEN 5 WHEN 'home' THEN 4 WHEN 'grocery' THEN 3
      WHEN 'sports' THEN 3 WHEN 'fashion' THEN 2 WHEN 'shoes' THEN 2 END AS a4,
    CASE WHEN share < 10 THEN 0 WHEN share < 20 THEN 2 WHEN share < 30 THEN 4 WHEN share >= 30 THEN 5 END
      * CASE WHEN months < 3 THEN 1 ELSE 4 END AS h1,
    CASE WHEN people < 1 THEN 0 WHEN people < 2 THEN 2 WHEN people >= 2 THEN 5 END
      * CASE WHEN months < 3 THEN 5 ELSE 3 END AS h2,
    CASE WHEN tickets < 1 THEN 5 WHEN tickets < 4 THEN 2 WHEN tickets >= 4 THEN 0 END
      * CASE WHEN months < 3 THEN 4 ELSE 2 END AS h3,
    CASE champion WHEN TRUE THEN 5 WHEN FALSE THEN 0 END * 2 AS h4,
    CASE WHEN months < 3 THEN 2 WHEN months < 12 THEN 3 WHEN months >= 12 THEN 5 END
      * CASE WHEN months < 3 THEN 0 ELSE 1 END AS h5
  FROM cells
),
sums AS (
  SELECT *,
    coalesce(m1, 0) + coalesce(m2, 0) + coalesce(m3, 0) + coalesce(m4, 0) + coalesce(m5, 0) + coalesce(m6, 0)
      + coalesce(m7, 0) + coalesce(m8, 0) + coalesce(m9, 0) AS m_got,
    CASE WHEN m1 IS NULL THEN 0 ELSE 5 END + CASE WHEN m2 IS NULL THEN 0 ELSE 5 END
      + CASE WHEN m3 IS NULL THEN 0 ELSE 3 END + CASE WHEN m4 IS NULL THEN 0 ELSE 3 END
      + CASE WHEN m5 IS NULL THEN 0 ELSE 3 END + CASE WHEN m6 IS NULL THEN 0 ELSE 2 END
      + CASE WHEN m7 IS NULL THEN 0 ELSE 2 END + CASE WHEN m8 IS NULL THEN 0 ELSE 1 END
      + CASE WHEN m9 IS NULL THEN 0 ELSE 1 END AS m_known,
    coalesce(s1, 0) + coalesce(s2, 0) + coalesce(s3, 0) + coalesce(s4, 0) + coalesce(s5, 0) + coalesce(s6, 0)
      + coalesce(s7, 0) + coalesce(s8, 0) AS s_got,
    CASE WHEN s1 IS NULL THEN 0 ELSE 5 END + CASE WHEN s2 IS NULL THEN 0 ELSE 4 END
      + CASE WHEN s3 IS NULL THEN 0 ELSE 3 END + CASE WHEN s4 IS NULL THEN 0 ELSE 3 END
      + CASE WHEN s5 IS NULL THEN 0 ELSE 2 END + CASE WHEN s6 IS NULL THEN 0 ELSE 2 END
      + CASE WHEN s7 IS NULL THEN 0 ELSE 1 END + CASE WHEN s8 IS NULL THEN 0 ELSE 1 END AS s_known,
    coalesce(o1, 0) + least(coalesce(o2, 0) + coalesce(o3, 0), 30) + coalesce(o4, 0) + coalesce(o5, 0)
      + coalesce(o6, 0) + coalesce(o7, 0) + coalesce(o8, 0) AS o_got,
    CASE WHEN o1 IS NULL THEN 0 ELSE 25 END
      + least(CASE WHEN o2 IS NULL THEN 0 ELSE 20 END + CASE WHEN o3 IS NULL THEN 0 ELSE 20 END, 30)
      + CASE WHEN o4 IS NULL THEN 0 ELSE 15 END + CASE WHEN o5 IS NULL THEN 0 ELSE 15 END
      + CASE WHEN o6 IS NULL THEN 0 ELSE 10 END + CASE WHEN o7 IS NULL THEN 0 ELSE 10 END
      + CASE WHEN o8 IS NULL THEN 0 ELSE 5 END AS o_most,
    CASE WHEN o1 IS NULL THEN 0 ELSE 5 END + CASE WHEN o2 IS NULL THEN 0 ELSE 4 END
      + CASE WHEN o3 IS NULL THEN 0 ELSE 4 END + CASE WHEN o4 IS NULL THEN 0 ELSE 3 END
      + CASE WHEN o5 IS NULL THEN 0 ELSE 3 END + CASE WHEN o6 IS NULL THEN 0 ELSE 2 END
      + CASE WHEN o7 IS NULL THEN 0 ELSE 2 END + CASE WHEN o8 IS NULL THEN 0 ELSE 1 END AS o_known,
    coalesce(a1, 0) + coalesce(a2, 0) + coalesce(a3, 0) + coalesce(a4, 0) AS a_got,
    CASE WHEN a1 IS NULL THEN 0 ELSE 5 END + CASE WHEN a2 IS NULL THEN 0 ELSE 2 END
      + CASE WHEN a3 IS NULL THEN 0 ELSE 1 END + CASE WHEN a4 IS NULL THEN 0 ELSE 1 END AS a_known,
    coalesce(h1, 0) + coalesce(h2, 0) + coalesce(h3, 0) + coalesce(h4, 0) + coalesce(h5, 0) AS h_got,
    CASE WHEN h1 IS NULL THEN 0 WHEN months < 3 THEN 1 ELSE 4 END
      + CASE WHEN h2 IS NULL THEN 0 WHEN months < 3 THEN 5 ELSE 3 END
      + CASE WHEN h3 IS NULL THEN 0 WHEN months < 3 THEN 4 ELSE 2 END + CASE WHEN h4 IS NULL THEN 0 ELSE 2 END
      + CASE WHEN h5 IS NULL OR months < 3 THEN 0 ELSE 1 END AS h_known,
    coalesce(storefront IN ('marketplace-only', 'none'), FALSE) AS no_shop,
    coalesce(erp = 'custom' AND NOT has_owner, FALSE) AS no_tester,
    m1 IS NOT NULL AND m3 IS NOT NULL AND m_known >= 0.6 * 25 AS m_enough,
    s1 IS NOT NULL AND s4 IS NOT NULL AND s_known >= 0.6 * 21 AS s_enough,
    o1 IS NOT NULL AND o3 IS NOT NULL AND o_known >= 0.6 * 24 AS o_enough
  FROM points
),
fits AS (
  SELECT *,
    CASE WHEN m_known > 0 THEN greatest(100 * m_got / (m_known * 5), 0) END AS m_score,
    CASE WHEN s_known > 0 THEN greatest(100 * s_got / (s_known * 5), 0) END AS s_score,
    CASE WHEN o_most > 0 THEN greatest(100 * o_got / o_most, 0) END AS o_score,
    CASE WHEN a_known > 0 THEN greatest(100 * a_got / (a_known * 5), 0) END AS a_score,
    CASE WHEN h_known > 0 THEN greatest(100 * h_got / (h_known * 5), 0) END AS h_score,
    CASE WHEN no_shop OR no_tester OR coalesce(returns < 200, FALSE) OR coalesce(category = 'grocery', FALSE)
      THEN 'disqualified' WHEN m_enough THEN 'scored'
      ELSE 'not-enough-known' END AS m_fit,
    CASE WHEN no_shop OR coalesce(returns < 50, FALSE) OR coalesce(category = 'grocery', FALSE) THEN 'disqualified'
      WHEN s_enough THEN 'scored' ELSE 'not-enough-known' END AS s_fit,
    CASE WHEN no_shop OR no_tester OR coalesce(returns < 1000, FALSE) THEN 'disqualified'
      WHEN o_enough THEN 'scored' ELSE 'not-enough-known' END AS o_fit,
    CASE WHEN coalesce(storefront IN ('hosted', 'custom'), FALSE) THEN 'disqualified'
      WHEN a1 IS NOT NULL AND a_known >= 0.6 * 9 THEN 'scored' ELSE 'not-enough-known' END AS a_fit,
    CASE WHEN h_known >= 0.6 * 12 THEN 'scored' ELSE 'not-enough-known' END AS h_fit
  FROM sums
),
matches AS (
  SELECT *,
    CASE WHEN m_fit = 'scored' THEN m_score ELSE -1 END AS m_rank,
    CASE WHEN s_fit = 'scored' THEN s_score ELSE -1 END AS s_rank,
    CASE WHEN o_fit = 'scored' THEN o_score ELSE -1 END AS o_rank,
    CASE WHEN m_fit = 'disqualified' THEN coalesce(m_score, 0) ELSE -1 END AS m_out,
    CASE WHEN s_fit = 'disqualified' THEN coalesce(s_score, 0) ELSE -1 END AS s_out,
    CASE WHEN o_fit = 'disqualified' THEN coalesce(o_score, 0) ELSE -1 END AS o_out
  FROM fits
),
bests AS (
  SELECT *,
    CASE WHEN greatest(m_rank, s_rank, o_rank) < 0 THEN NULL WHEN m_rank >= s_rank AND m_rank >= o_rank THEN
      'mid-size-brands' WHEN s_rank >= o_rank THEN 'scaling-brands' ELSE 'omnichannel-retailers' END AS best,
    greatest(m_rank, s_rank, o_rank) AS top,
    CASE WHEN greatest(m_out, s_out, o_out) < 0 THEN NULL WHEN m_out >= s_out AND m_out >= o_out THEN
      'mid-size-brands' WHEN s_out >= o_out THEN 'scaling-brands' ELSE 'omnichannel-retailers' END AS nearest
  FROM matches
),
told AS (
  SELECT *,
    CASE WHEN a_fit = 'scored' AND a_score > top THEN 'marketplace-sellers' END AS avoid_first,
    CASE best
      WHEN 'mid-size-brands' THEN CASE WHEN s_rank < 0 AND o_rank < 0 THEN NULL WHEN s_rank >= o_rank THEN
        'scaling-brands' ELSE 'omnichannel-retailers' END
      WHEN 'scaling-brands' THEN CASE WHEN m_rank < 0 AND o_rank < 0 THEN NULL WHEN m_rank >= o_rank THEN
        'mid-size-brands' ELSE 'omnichannel-retailers' END
      WHEN 'omnichannel-retailers' THEN CASE WHEN m_rank < 0 AND s_rank < 0 THEN NULL WHEN m_rank >= s_rank THEN
        'mid-size-brands' ELSE 'scaling-brands' END END AS runner_up
  FROM bests
),
abouts AS (SELECT *, coalesce(best, avoid_first, nearest) AS segment FROM told)
SELECT
  id AS "Record ID", account AS "Account name", segment,
  CASE segment WHEN 'mid-size-brands' THEN m_fit WHEN 'scaling-brands' THEN s_fit WHEN 'omnichannel-retailers' THEN o_fit
    WHEN 'marketplace-sellers' THEN a_fit ELSE 'not-enough-known' END AS fit,
  CASE segment WHEN 'mid-size-brands' THEN round(m_score) WHEN 'scaling-brands' THEN round(s_score)
    WHEN 'omnichannel-retailers' THEN round(o_score) WHEN 'marketplace-sellers' THEN round(a_score) END AS score,
  CASE segment WHEN 'mid-size-brands' THEN 100 * m_got WHEN 'scaling-brands' THEN 100 * s_got
    WHEN 'omnichannel-retailers' THEN 100 * o_got WHEN 'marketplace-sellers' THEN 100 * a_got END AS score_part,
  CASE segment WHEN 'mid-size-brands' THEN m_known * 5 WHEN 'scaling-brands' THEN s_known * 5
    WHEN 'omnichannel-retailers' THEN o_most WHEN 'marketplace-sellers' THEN a_known * 5 END AS score_whole,
  CASE segment
    WHEN 'mid-size-brands' THEN CASE WHEN NOT m_enough THEN NULL WHEN m_score >= 75 THEN 'Strong fit' WHEN m_score >= 40 THEN 'Stretch'
      ELSE 'Poor fit' END
    WHEN 'scaling-brands' THEN CASE WHEN NOT s_enough THEN NULL WHEN s_score >= 75 THEN 'Strong fit' WHEN s_score >= 40 THEN 'Stretch'
      ELSE 'Poor fit' END
    WHEN 'omnichannel-retailers' THEN CASE WHEN NOT o_enough THEN NULL WHEN o_score >= 75 THEN 'Strong fit' WHEN o_score >= 40 THEN 'Stretch'
      ELSE 'Poor fit' END
    WHEN 'marketplace-sellers' THEN CASE WHEN a_score >= 60 THEN 'A marketplace seller' ELSE 'Not one of these' END
    END AS band,
  best, runner_up, avoid_first,
  CASE segment
    WHEN 'mid-size-brands' THEN nullif(concat_ws('; ',
      CASE WHEN no_shop THEN 'Without a shop of their own the return is not theirs to decide.' END,
      CASE WHEN returns < 200 THEN 'At 200 returns our price is more than €5 a return. The tool costs more than the'
        ' problem.' END,
      CASE WHEN category = 'grocery' THEN 'What comes back may not be sold again, so there is nothing to exchange.' END,
      CASE WHEN no_tester THEN 'A connector of its own, and nobody on their side to test it.' END), '')
    WHEN 'scaling-brands' THEN nullif(concat_ws('; ',
      CASE WHEN no_shop THEN 'Without a shop of their own the return is not theirs to decide.' END,
      CASE WHEN returns < 50 THEN 'Below 50 returns a month a mailbox and a label are enough.' END,
      CASE WHEN category = 'grocery' THEN 'What comes back may not be sold again, so there is nothing to exchange.' END),
      '')
    WHEN 'omnichannel-retailers' THEN nullif(concat_ws('; ',
      CASE WHEN no_shop THEN 'Without a shop of their own the return is not theirs to decide.' END,
      CASE WHEN no_tester THEN 'A connector of its own, and nobody on their side to test it.' END,
      CASE WHEN returns < 1000 THEN 'At this volume the connectors cost more than the whole year''s handling.' END),
      '') END AS ruled_out_by,
  CASE WHEN best IS NOT NULL OR avoid_first IS NOT NULL OR segment IS NULL THEN NULL
    WHEN no_shop THEN 'never' WHEN segment <> 'omnichannel-retailers' AND category = 'grocery' THEN 'never' ELSE 'ask'
    END AS exception,
  h_fit AS score_customer_health_fit, round(h_score) AS score_customer_health_score,
  CASE WHEN h_fit = 'scored' THEN CASE WHEN h_score >= 75 THEN 'Healthy' WHEN h_score >= 50 THEN 'To watch'
    ELSE 'At risk' END END AS score_customer_health_band,
  nullif(concat_ws('; ', CASE WHEN organisation = 'An agency that builds shops for others' THEN 'agency' END,
    CASE WHEN agency IN ('tern & co', 'studio harbour', 'northlight digital', 'quay commerce') THEN 'partner-agency' END,
    CASE WHEN organisation IN ('A non-profit with a shop', 'A public body') THEN 'non-profit' END,
    CASE WHEN country NOT IN ('austria', 'belgium', 'czechia', 'czech republic', 'denmark', 'finland', 'france',
      'germany', 'ireland', 'italy', 'netherlands', 'the netherlands', 'poland', 'portugal', 'spain', 'sweden')
      THEN 'no-label' END), '') AS flags
FROM abouts
