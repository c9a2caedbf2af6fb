import { pre } from '../pre.ts';

pre();
